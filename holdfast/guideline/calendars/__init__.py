"""Dosing calendars: for each medicine one pure step from day to day, and the plan that folds it."""
