"""What must hold of every order of every calendar: a claim for each."""

from __future__ import annotations

from holdfast.guideline.calendars.claims_buprenorphine import BUPRENORPHINE
from holdfast.guideline.calendars.claims_injections import INJECTIONS
from holdfast.guideline.calendars.claims_low_dose import LOW_DOSE
from holdfast.guideline.calendars.claims_methadone import METHADONE
from holdfast.guideline.calendars.claims_naltrexone import NALTREXONE
from holdfast.guideline.calendars.claims_withdrawal import WITHDRAWAL
from holdfast.guideline.calendars.visiting import CalendarClaim

CALENDAR_CLAIMS: tuple[CalendarClaim, ...] = (METHADONE, BUPRENORPHINE, LOW_DOSE, INJECTIONS, NALTREXONE, WITHDRAWAL)
