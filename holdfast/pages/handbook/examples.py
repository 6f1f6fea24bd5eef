"""Made-up people for whom the handbook draws calendars: for each option the first of them to whom it could be given today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from holdfast.advice import advise, plan_calendar
from holdfast.guideline.calendars.days import Calendar
from holdfast.guideline.calendars.planning import PLANNED
from holdfast.guideline.people import derived
from holdfast.guideline.words import Told
from holdfast.language.expressions import Place
from holdfast.language.kinds import Value
from holdfast.language.rules import PLACES
from holdfast.telling import calendar_name

Facts = Mapping[str, Value]

_ANYBODY: Facts = {
    "age": 34,
    "sex": "male",
    "setting": "otp",
    "dsm5_criteria": 8,
    "takes_opioid_analgesic": False,
    "sedated": False,
    "pre_dose_checklist_clear": True,
    "prescriber_assessed": True,
    "pdmp_checked": True,
    "otp_available": True,
    "qtc_ms": 420,
}
_USES: Facts = {
    **_ANYBODY,
    "main_opioid": "heroin",
    "current_medication": "none",
    "hours_since_short_acting_opioid": 24,
    "still_using_opioids": True,
    "opioid_use_days_30": 30,
    "physically_dependent": True,
    "cows_score": 14,
    "objective_withdrawal_signs": 4,
}
_FREE: Facts = {
    **_ANYBODY,
    "main_opioid": "heroin",
    "current_medication": "none",
    "days_opioid_free": 20,
    "last_opioid_class": "short_acting",
    "opioid_urine_negative": True,
    "naloxone_challenge_negative": True,
    "still_using_opioids": False,
    "opioid_use_days_30": 0,
    "cows_score": 0,
    "objective_withdrawal_signs": 0,
}
_WOKEN: Facts = {
    **_USES,
    "setting": "emergency_department",
    "hours_since_short_acting_opioid": 4,
    "hours_since_overdose": 3,
    "hours_since_naloxone": 3,
    "respiratory_rate": 16,
    "oxygen_saturation": 98,
    "alcohol_use": "none",
    "benzodiazepine_use": "none",
}
_TREATED: Facts = {
    **_ANYBODY,
    "physically_dependent": True,
    "days_on_treatment": 200,
    "days_at_current_dose": 30,
    "missed_doses": 0,
    "dose_verified": True,
    "dose_control": "ok",
    "still_using_opioids": False,
    "opioids_since_last_dose": False,
    "cows_score": 3,
    "objective_withdrawal_signs": 0,
}
_METHADONE: Facts = {**_TREATED, "current_medication": "methadone", "current_methadone_mg": 60, "hours_since_methadone": 24}
_BUPRENORPHINE: Facts = {
    **_TREATED,
    "current_medication": "buprenorphine",
    "current_buprenorphine_mg": 16,
    "hours_since_buprenorphine": 24,
}

EXAMPLES: tuple[tuple[str, Facts], ...] = (
    ("Somebody who last used heroin a day ago and is in clear withdrawal, seen at a methadone programme.", _USES),
    ("Somebody who has taken no opioid for twenty days, with a clear urine test and a clear naloxone challenge.", _FREE),
    ("Somebody woken with naloxone three hours ago, awake and breathing well, in an emergency department.", _WOKEN),
    ("Somebody well on 60 mg of methadone a day.", _METHADONE),
    (
        "Somebody on 60 mg of methadone a day whose dose does not last until the next one.",
        {**_METHADONE, "dose_control": "end_of_dose_withdrawal", "cows_score": 8},
    ),
    (
        "Somebody on 60 mg of methadone a day who missed four days and took nothing else.",
        {**_METHADONE, "missed_doses": 4, "hours_since_methadone": 120},
    ),
    ("Somebody on 60 mg of methadone a day who is drowsy today.", {**_METHADONE, "sedated": True}),
    ("Somebody well on 60 mg of methadone a day who wants to come off it.", {**_METHADONE, "wants_taper": True}),
    (
        "Somebody on 16 mg of buprenorphine a day who missed three days and took nothing else.",
        {**_BUPRENORPHINE, "missed_doses": 3, "hours_since_buprenorphine": 96},
    ),
    ("Somebody well on 16 mg of buprenorphine a day.", _BUPRENORPHINE),
    (
        "Somebody on 8 mg of buprenorphine a day who still uses heroin.",
        {**_BUPRENORPHINE, "current_buprenorphine_mg": 8, "dose_control": "end_of_dose_withdrawal", "still_using_opioids": True},
    ),
    ("Somebody well on 16 mg of buprenorphine a day who wants to come off it.", {**_BUPRENORPHINE, "wants_taper": True}),
    (
        "Somebody whose withdrawal grew much worse an hour after the first 8 mg of buprenorphine.",
        {
            **_USES,
            "current_medication": "buprenorphine",
            "current_buprenorphine_mg": 8,
            "hours_since_buprenorphine": 1,
            "minutes_since_dose": 60,
            "days_on_treatment": 1,
            "cows_before_dose": 10,
            "cows_score": 26,
        },
    ),
)


@dataclass(frozen=True)
class Drawn:
    """A calendar of one option for a made-up person, by each place's rules; a place where it may not be given has none."""

    person: str
    name: Told
    calendars: Mapping[Place, Calendar]

    @property
    def alike(self) -> bool:
        """Whether both places plan the same doses."""
        return len(self.calendars) == len(PLACES) and len({calendar.days for calendar in self.calendars.values()}) == 1


def drawn_calendars(day: date) -> dict[str, Drawn]:
    """A calendar for every option that has one, begun on the day."""
    at = datetime.combine(day, time(9))
    found: dict[str, Drawn] = {}
    for person, facts in EXAMPLES:
        advised = {place: advise(derived(facts), at, place) for place in PLACES}
        for code in sorted(PLANNED - set(found)):
            planned = {place: plan_calendar(advice, code) for place, advice in advised.items()}
            calendars = {place: calendar for place, calendar in planned.items() if isinstance(calendar, Calendar)}
            for place, calendar in list(calendars.items())[:1]:
                found[code] = Drawn(person, calendar_name(advised[place], calendar), calendars)
    return found
