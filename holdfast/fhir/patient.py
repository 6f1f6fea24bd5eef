"""Patient → age and sex; a person recorded as dead, or an impossible date of birth, is a problem."""

from __future__ import annotations

from holdfast.fhir.elements import Malformed, Obj, flag, short, text
from holdfast.fhir.gathering import Gathering
from holdfast.language.errors import Problem

OLDEST = 120
SEXES = ("female", "male")


def read_patient(patient: Obj, source: str, place: str, gathering: Gathering) -> list[Problem]:
    """Claim age and sex; the problems found on the way."""
    problems: list[Problem] = []
    for read in (_alive, _age, _sex):
        try:
            problem = read(patient, source, place, gathering)
        except Malformed as wrong:
            problem = Problem(f"{place}.{wrong.where}", wrong.value, wrong.why)
        if problem:
            problems.append(problem)
    return problems


def _alive(patient: Obj, source: str, place: str, gathering: Gathering) -> Problem | None:
    next_step = "Holdfast gives advice for living people only."
    if flag(patient, "deceasedBoolean"):
        return Problem(f"{place}.deceasedBoolean", "true", "the person is recorded as dead", "", next_step)
    death = gathering.when(patient, "deceasedDateTime")
    if death is None:
        return None
    if gathering.future(death):
        gathering.skip(source, f"a death dated {death.day}, after the as-of time, does not count")
        return None
    return Problem(f"{place}.deceasedDateTime", death.text, "the person is recorded as dead", "", next_step)


def _age(patient: Obj, source: str, place: str, gathering: Gathering) -> Problem | None:
    birth = gathering.when({"birthDate": text(patient, "birthDate")[:10]}, "birthDate")
    if birth is None:
        gathering.notice("age_unknown", "The record has no date of birth: how old is the person?", source)
        return None
    if gathering.future(birth):
        return Problem(f"{place}.birthDate", birth.text, "is after the as-of time")
    today = gathering.clock.date()
    at_most, at_least = (
        today.year - born.year - ((today.month, today.day) < (born.month, born.day)) for born in (birth.earliest, birth.latest)
    )
    at_least = max(at_least, 0)
    if at_least > OLDEST:
        return Problem(f"{place}.birthDate", birth.text, f"makes the person {at_least} years old", f"at most {OLDEST} years")
    if at_least != at_most:
        say = f"The date of birth is only {birth.text}: the person is {at_least} or {at_most}. How old are they?"
        gathering.notice("age_unknown", say, source)
        return None
    gathering.claim("age", at_least, source, None, f"born {birth.text}")
    return None


def _sex(patient: Obj, source: str, place: str, gathering: Gathering) -> Problem | None:
    gender = text(patient, "gender")
    if gender in SEXES:
        gathering.claim("sex", gender, source, None, f"administrative gender {gender}")
    elif gender:
        gathering.skip(source, f"administrative gender {short(gender, 20)!r} says neither female nor male; sex is taken as unknown")
    return None
