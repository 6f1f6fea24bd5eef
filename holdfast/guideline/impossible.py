"""Who cannot exist: the one list that input errors, population rows, generated people and proofs all read."""

from __future__ import annotations

from holdfast.guideline import facts as f
from holdfast.guideline.certain import every_value
from holdfast.guideline.people import HOURS_BY_CLASS
from holdfast.language.expressions import Fact
from holdfast.language.people import Both, Impossible, Linear


def _more(*terms: tuple[float, Fact], than: float) -> Linear:
    return Linear(terms, than)


ALMOST_31 = 30.999
"""Thirty days of use and a whole free day are 31; less than a whole one, worked out from hours, is nobody's contradiction."""

IMPOSSIBLE: tuple[Impossible, ...] = (
    Impossible(
        "use_days_and_free_days",
        (_more((1, f.opioid_use_days_30), (1, f.days_opioid_free), than=ALMOST_31), _more((1, f.opioid_use_days_30), than=0)),
        "the days of use in the last 30 and the days free of opioids add up to more than 30",
    ),
    *(
        Impossible(
            f"free_days_and_{fact.name}",
            (_more((24, f.days_opioid_free), (-1, fact), than=0),),
            "the last use is more recent than the days free of opioids allow",
        )
        for fact, _ in HOURS_BY_CLASS
    ),
    Impossible(
        "remission_and_criteria",
        (_more((1, f.remission_months), than=0), _more((1, f.dsm5_criteria), than=1)),
        "nobody is in remission while two or more criteria were met within the last 12 months",
    ),
    Impossible(
        "recorded_remission_and_criteria",
        (Both(((f.in_remission, (True,)),)), _more((1, f.dsm5_criteria), than=1)),
        "the record says remission, and two or more criteria were met within the last 12 months",
        only_unlikely=True,
    ),
    Impossible(
        "worst_below_now",
        (_more((1, f.dsm5_criteria), (-1, f.dsm5_criteria_worst), than=0),),
        "more criteria are met now than at the worst time",
    ),
    Impossible(
        "disorder_never_and_criteria",
        (Both(((f.oud_ever, (False,)),)), _more((1, f.dsm5_criteria_worst), than=1)),
        "two or more criteria were met, so there has been an opioid use disorder",
    ),
    Impossible(
        "disorder_never_and_criteria_now",
        (Both(((f.oud_ever, (False,)),)), _more((1, f.dsm5_criteria), than=1)),
        "two or more criteria are met, so there is an opioid use disorder",
    ),
    *(
        Impossible(
            f"disorder_never_and_{fact.name}",
            (Both(((f.oud_ever, (False,)), (fact, values))),),
            "the record holds an opioid use disorder, so there has been one",
        )
        for fact, values in (
            (f.opioid_use_disorder_recorded, (True,)),
            (f.in_remission, (True,)),
            (f.recorded_severity, every_value(f.recorded_severity)),
        )
    ),
    Impossible(
        "tablets_stopped_and_missed",
        (Both(((f.naltrexone_tablets_stopped, (True,)),)), _more((-1, f.missed_doses), than=-3)),
        "fewer than three days were missed, so the tablets have not been stopped for three",
    ),
    Impossible(
        "years_and_age", (_more((1, f.opioid_years), (-1, f.age), than=0),), "nobody has used opioids for longer than they have lived"
    ),
    *(
        Impossible(
            f"negative_panel_and_{fact.name}",
            (Both(((f.opioid_urine_negative, (True,)), (fact, ("positive",)))),),
            "the opioid panel cannot be negative with a positive part",
        )
        for fact in (f.urine_opiates, f.urine_oxycodone, f.urine_fentanyl, f.urine_methadone, f.urine_buprenorphine)
    ),
    Impossible("blood_pressure", (_more((1, f.diastolic_bp), (-1, f.systolic_bp), than=0),), "the lower figure is above the upper one"),
    Impossible(
        "early_and_third",
        (_more((-1, f.gestation_weeks), than=-14), _more((1, f.trimester), than=1)),
        "before 14 weeks a pregnancy is in its first trimester",
    ),
    Impossible(
        "late_and_first",
        (_more((1, f.gestation_weeks), than=27.5), _more((-1, f.trimester), than=-3)),
        "from 28 weeks a pregnancy is in its third trimester",
    ),
    *(
        Impossible(
            f"missed_doses_and_{fact.name}",
            (_more((24, f.missed_doses), (-1, fact), than=0), Both(((f.current_medication, (medicine,)),))),
            "the last dose is more recent than the missed days allow: the longer gap is not certain",
            only_unlikely=True,
        )
        for fact, medicine in ((f.hours_since_methadone, "methadone"), (f.hours_since_buprenorphine, "buprenorphine"))
    ),
    Impossible(
        "pregnant_and_male",
        (Both(((f.pregnant, (True,)), (f.sex, ("male",)))),),
        "pregnancy is recorded with a male administrative sex: the pregnancy rules apply",
        only_unlikely=True,
    ),
    Impossible(
        "no_medicine_and_dose",
        (Both(((f.current_medication, ("none",)),)), _more((1, f.current_methadone_mg), than=0)),
        "a methadone dose is recorded for somebody who takes no medicine now",
        only_unlikely=True,
    ),
    Impossible(
        "no_opioid_and_use_days",
        (Both(((f.main_opioid, ("none",)),)), _more((1, f.opioid_use_days_30), than=0)),
        "days of opioid use are recorded for somebody who uses none",
        only_unlikely=True,
    ),
)
