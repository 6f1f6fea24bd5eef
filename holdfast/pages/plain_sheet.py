"""The sheet for the person: short words, one side of paper. No number, name or promise here that the advice does not hold."""

from __future__ import annotations

from datetime import datetime, timedelta

from holdfast.advice import FIRM_ENOUGH, Advice, best
from holdfast.engines.bedside import Finding
from holdfast.guideline.care.mental_health import LINES
from holdfast.guideline.care.scale_of_care import LEVELS
from holdfast.language.expressions import Place
from holdfast.language.rules import Status
from holdfast.pages.markup import Child, Markup, listed, tag

AMBULANCE: dict[Place, str] = {"us": "911", "uk": "999"}

URGENT: dict[str, str] = {
    "overdose_now": "This is an overdose. Someone must call {ambulance} now, give naloxone and help you breathe.",
    "respiratory_depression": "Your breath is too slow. Stay with staff. Take no dose and no drug now.",
    "medical_emergency": "You need a hospital first. Your care goes on there.",
    "suicide_risk_high": "You matter. Do not stay alone. Talk to staff now, or call {line}.",
    "self_harm_screen_today": "You have had thoughts of death or of harm to yourself. Talk to staff today. You can call {line}.",
    "sedated_hold_dose": "You are too drowsy for a dose now. Stay here. Staff will look at you again soon.",
    "precipitated_withdrawal": "The new medicine has made you feel sick. This can be helped now. Tell staff, and stay.",
    "alpha2_withdrawal": "You may have had a drug mixed in that you did not know of. This can make you very ill. Staff must see you now.",
    "qtc_500": "Your heart test needs care today. See staff today. Do not stop your medicine on your own.",
    "interaction_review": "Your dose may grow too strong. See staff today, before your next dose.",
    "pregnancy_priority": "You are pregnant, so you come first. You can get a medicine today. Do not stop all at once.",
    "alcohol_or_sedative_withdrawal": "Do not stop drink or sleeping pills all at once. That can kill. Get help for it today.",
    "severe_withdrawal": "You feel very sick now. This can be helped today. Tell staff.",
    "lost_tolerance": "Your body is not used to the old amount now. It could kill you. Start low, and do not use alone.",
}
SOMETHING_URGENT = "There is something that cannot wait. Talk to staff now."

CHOICES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("buprenorphine_naloxone_sl", "buprenorphine_sl"),
        "Buprenorphine under the tongue",
        "You let it melt each day. It stops the sick feeling and the urge to use.",
    ),
    (("methadone",), "Methadone", "You drink or swallow it each day. It stops the sick feeling and the urge to use."),
    (("buprenorphine_xr",), "Buprenorphine shot", "A nurse gives it each week or month. You need no dose in between."),
    (
        ("naltrexone_xr",),
        "Naltrexone shot",
        "A nurse gives it each month. It blocks the effect of drugs like heroin. You must be off them first.",
    ),
    (("naltrexone_oral",), "Naltrexone pills", "They block the effect of drugs like heroin. You must be off them first."),
)
STANDS: dict[Status, str] = {
    "preferred": "A good fit for you.",
    "suitable": "It fits you.",
    "caution": "You can have it, with some care. Ask us why.",
    "ask": "It may fit. We have to ask or check some things first.",
    "wait": "Not yet.",
    "avoid": "Not for you now. Ask us why.",
}
BEST_FIRST: tuple[Status, ...] = ("preferred", "suitable", "caution", "ask", "wait", "avoid")
SIGNS = "Signs: they do not wake up, their breath is slow or stops, their lips are blue or grey."
WHAT_TO_DO = (
    "Call {ambulance}.",
    "Breathe for them.",
    "Give naloxone. Give more if they still do not breathe well.",
    "Lay them on their side. Stay with them.",
)


def plain_sheet(advice: Advice) -> Markup:
    """The whole sheet."""
    place = advice.dated.place
    ambulance, crisis = AMBULANCE[place], LINES[place][0]
    line = f"{crisis.name} ({crisis.reach})"
    urgent = [URGENT.get(code, SOMETHING_URGENT).format(ambulance=ambulance, line=line) for code in _urgent_codes(advice)]
    naloxone_steps = [step.format(ambulance=ambulance) for step in WHAT_TO_DO]
    lines = [f"{each.name}: {each.reach}." for each in LINES[place]]
    return tag(
        "section",
        tag("h2", "What this means for you", id="sheet-title"),
        tag("p", "For: ", _blank(), class_="fill"),
        tag("div", tag("h3", "Right now"), listed(urgent), class_="now") if urgent else None,
        tag("h3", "What to do today"),
        listed(_today(advice), "ol"),
        _choices(advice),
        tag("h3", "Naloxone saves lives"),
        tag("p", "Naloxone wakes up someone who has had too much. Keep it with you. Show the people around you where it is. ", SIGNS),
        listed(naloxone_steps, "ol", "steps"),
        tag("h3", "Who to call"),
        listed([f"If a life is at risk: {ambulance}.", *lines, ["This clinic: ", _blank(), "."]]),
        tag("h3", "Your next visit"),
        tag("p", _next_visit(advice), class_="next"),
        tag("p", "Day and time: ", _blank(), class_="fill"),
        tag("p", "If you use again, come back. You do not lose your place. You can ask us anything, and you can say no.", class_="close"),
        id="for-you",
        class_="sheet",
        aria_labelledby="sheet-title",
    )


def _urgent_codes(advice: Advice) -> list[str]:
    return list(dict.fromkeys(getattr(fired.ruling.rule, "code", "") for fired in advice.judgement.urgent))


def _blank() -> Markup:
    return tag("span", tag("span", "to be filled in by hand", class_="unseen"), class_="blank")


def _today(advice: Advice) -> list[Child]:
    """What to do today, in the order in which it is done."""
    codes = set(_urgent_codes(advice))
    nothing_now = codes & {"overdose_now", "respiratory_depression", "medical_emergency", "sedated_hold_dose"}
    steps: list[Child] = []
    if not advice.judgement.in_scope:
        steps.append("Tell us if you use heroin, pain pills or other opioids. The record does not say.")
    elif nothing_now or _status(advice, "hold_dose_today") in FIRM_ENOUGH:
        steps.append("Take no dose now. Staff will tell you when you can have one.")
    elif codes and _goes_on(advice):
        steps.append("Talk to staff before you take your next dose.")
    elif _status(advice, "hold_dose_today") == "ask" and _goes_on(advice):
        steps.append("Keep on with the medicine you have. If you feel drowsy or high, take no dose and tell us first.")
    elif _goes_on(advice):
        steps.append("Keep on with the medicine you have. Do not stop on your own.")
    elif any(_status(advice, finding.option.code) in FIRM_ENOUGH for finding in best(advice.findings, "start")):
        steps.append("You can start a medicine today. Look at your choices below and tell us what you want.")
    elif any(finding.status == "ask" for finding in best(advice.findings, "start")):
        steps.append("You may be able to start a medicine today. We have to ask you some things first.")
    if count := len(advice.judgement.questions):
        steps.append(f"Help us with {count} more question{'s' if count != 1 else ''}. You do not have to answer.")
    if advice.monitoring():
        steps.append("Have the tests we ask you for. They keep you safe.")
    steps.append("Get naloxone here, and take it home with you.")
    steps.append("Do not mix your medicine with drink, sleeping pills or other drugs. The mix can stop your breath.")
    return steps


def _status(advice: Advice, code: str) -> Status:
    return advice.finding(code).status


def _goes_on(advice: Advice) -> bool:
    return advice.known.get("current_medication") not in (None, "none") and _status(advice, "continue_current") in FIRM_ENOUGH


def _choices(advice: Advice) -> Markup | None:
    """The medicines as the person can choose between them, those that fit first."""
    found: list[tuple[int, Child]] = []
    for codes, name, what in CHOICES:
        finding = min((advice.finding(code) for code in codes), key=_order)
        if finding.status in STANDS:
            later = advice.not_before(finding)
            when = f" Not before {_day(later)}, if you take no opioid until then." if later else ""
            found.append((_order(finding), [tag("strong", f"{name}."), f" {what} ", tag("em", STANDS[finding.status]), when]))
    if not found:
        return None
    rows = [row for _, row in sorted(found, key=lambda each: each[0])]
    on_one = "You have a medicine now. You can stay on it. These are the others and how they fit." if _goes_on(advice) else ""
    return tag("div", tag("h3", "Your choices"), tag("p", on_one or "You choose. We help."), listed(rows, class_="choices"))


def _order(finding: Finding) -> int:
    """Best fit first; what must be asked stands before what has to wait."""
    return BEST_FIRST.index(finding.status) if finding.status in BEST_FIRST else len(BEST_FIRST)


def _next_visit(advice: Advice) -> str:
    if advice.judgement.urgent:
        return "Do not leave before staff have seen you today."
    reviews = [advice.dated.value(level.review) for level in LEVELS if _status(advice, level.option.code) == "preferred"]
    if not reviews:
        return "Staff will tell you when to come back."
    return f"We look at your plan again by {_day(advice.as_of + timedelta(days=min(reviews)))} at the latest. Come sooner if you want."


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
