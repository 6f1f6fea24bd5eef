"""Methadone: whom it suits and how it is started; how its dose is changed (calendar: guideline/calendars/methadone.py)."""
