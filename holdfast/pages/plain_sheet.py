"""The sheet for the person: short words, one side of paper. No number, name or promise here that the advice does not hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from holdfast.advice import FIRM_ENOUGH, Advice, best
from holdfast.engines.bedside import Finding
from holdfast.guideline.care.mental_health import LINES
from holdfast.guideline.care.scale_of_care import LEVELS
from holdfast.guideline.words import said
from holdfast.language.expressions import Place
from holdfast.language.rules import Status
from holdfast.pages.markup import Child, Markup, Say, listed, tag

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
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
NOT_BEFORE = "Not before {day}, if you take no opioid until then."
SIGNS = "Signs: they do not wake up, their breath is slow or stops, their lips are blue or grey."
MORE_QUESTIONS = "Help us with {count} more questions. You do not have to answer."
WHAT_TO_DO = (
    "Call {ambulance}.",
    "Breathe for them.",
    "Give naloxone. Give more if they still do not breathe well.",
    "Lay them on their side. Stay with them.",
)


def plain_sheet(advice: Advice, language: str = "en") -> Markup:
    """The whole sheet, in the person's language."""
    say: Say = partial(said, language=language)
    place = advice.dated.place
    ambulance, crisis = AMBULANCE[place], LINES[place][0]
    line = f"{say(crisis.name)} ({say(crisis.reach)})"
    urgent = [say(URGENT.get(code, SOMETHING_URGENT)).format(ambulance=ambulance, line=line) for code in _urgent_codes(advice)]
    naloxone_steps = [say(step).format(ambulance=ambulance) for step in WHAT_TO_DO]
    lines = [[f"{say(each.name)}: ", tag("span", f"{say(each.reach)}.", class_="reach")] for each in LINES[place]]
    return tag(
        "section",
        tag("h2", say("What this means for you"), id="sheet-title"),
        tag("p", say("For: "), _blank(say), class_="fill"),
        tag("div", tag("h3", say("Right now")), listed(urgent), class_="now") if urgent else None,
        tag("h3", say("What to do today")),
        listed(_today(advice, say), "ol"),
        _choices(advice, say),
        tag("h3", say("Naloxone saves lives")),
        tag(
            "p",
            say("Naloxone wakes up someone who has had too much. Keep it with you. Show the people around you where it is."),
            " ",
            say(SIGNS),
        ),
        listed(naloxone_steps, "ol", "steps"),
        tag("h3", say("Who to call")),
        listed(
            [say("If a life is at risk: {ambulance}.").format(ambulance=ambulance), *lines, [say("This clinic: "), _blank(say), "."]],
            class_="steps",
        ),
        tag("h3", say("Your next visit")),
        tag("p", _next_visit(advice, say), class_="next"),
        tag("p", say("Day and time: "), _blank(say), class_="fill"),
        tag(
            "p",
            say("If you use again, come back. You do not lose your place. You can ask us anything, and you can say no."),
            class_="close",
        ),
        id="for-you",
        lang=language if language != "en" else None,
        class_="sheet",
        aria_labelledby="sheet-title",
    )


def _urgent_codes(advice: Advice) -> list[str]:
    return list(dict.fromkeys(getattr(fired.ruling.rule, "code", "") for fired in advice.judgement.urgent))


def _blank(say: Say) -> Markup:
    return tag("span", tag("span", say("to be filled in by hand"), class_="unseen"), class_="blank")


def _today(advice: Advice, say: Say) -> list[Child]:
    """What to do today, in the order in which it is done."""
    codes = set(_urgent_codes(advice))
    nothing_now = codes & {"overdose_now", "respiratory_depression", "medical_emergency", "sedated_hold_dose"}
    steps: list[Child] = []
    if not advice.judgement.in_scope:
        steps.append(say("Tell us if you use heroin, pain pills or other opioids. The record does not say."))
    elif nothing_now or _status(advice, "hold_dose_today") in FIRM_ENOUGH:
        steps.append(say("Take no dose now. Staff will tell you when you can have one."))
    elif codes and _goes_on(advice):
        steps.append(say("Talk to staff before you take your next dose."))
    elif _status(advice, "hold_dose_today") == "ask" and _goes_on(advice):
        steps.append(say("Keep on with the medicine you have. If you feel drowsy or high, take no dose and tell us first."))
    elif _goes_on(advice):
        steps.append(say("Keep on with the medicine you have. Do not stop on your own."))
    elif any(_status(advice, finding.option.code) in FIRM_ENOUGH for finding in best(advice.findings, "start")):
        steps.append(say("You can start a medicine today. Look at your choices below and tell us what you want."))
    elif any(finding.status == "ask" for finding in best(advice.findings, "start")):
        steps.append(say("You may be able to start a medicine today. We have to ask you some things first."))
    if count := len(advice.judgement.questions):
        one, several = say("Help us with 1 more question. You do not have to answer."), say(MORE_QUESTIONS)
        steps.append(one if count == 1 else several.format(count=count))
    if advice.monitoring():
        steps.append(say("Have the tests we ask you for. They keep you safe."))
    steps.append(say("Get naloxone here, and take it home with you."))
    steps.append(say("Do not mix your medicine with drink, sleeping pills or other drugs. The mix can stop your breath."))
    return steps


def _status(advice: Advice, code: str) -> Status:
    return advice.finding(code).status


def _goes_on(advice: Advice) -> bool:
    return advice.known.get("current_medication") not in (None, "none") and _status(advice, "continue_current") in FIRM_ENOUGH


def _choices(advice: Advice, say: Say) -> Markup | None:
    """The medicines as the person can choose between them, those that fit first."""
    found: list[tuple[int, Child]] = []
    for codes, name, what in CHOICES:
        finding = min((advice.finding(code) for code in codes), key=_order)
        if finding.status in STANDS:
            later = advice.not_before(finding)
            when = f" {say(NOT_BEFORE).format(day=_day(later, say))}" if later else ""
            found.append(
                (_order(finding), [tag("strong", f"{say(name)}."), f" {say(what)} ", tag("em", say(STANDS[finding.status])), when])
            )
    if not found:
        return None
    rows = [row for _, row in sorted(found, key=lambda each: each[0])]
    first = (
        say("You have a medicine now. You can stay on it. These are the others and how they fit.")
        if _goes_on(advice)
        else say("You choose. We help.")
    )
    return tag("div", tag("h3", say("Your choices")), tag("p", first), listed(rows, class_="choices"))


def _order(finding: Finding) -> int:
    """Best fit first; what must be asked stands before what has to wait."""
    return BEST_FIRST.index(finding.status) if finding.status in BEST_FIRST else len(BEST_FIRST)


def _next_visit(advice: Advice, say: Say) -> str:
    if advice.judgement.urgent:
        return say("Do not leave before staff have seen you today.")
    reviews = [advice.dated.value(level.review) for level in LEVELS if _status(advice, level.option.code) == "preferred"]
    if not reviews:
        return say("Staff will tell you when to come back.")
    by = _day(advice.as_of + timedelta(days=min(reviews)), say)
    return say("We look at your plan again by {day} at the latest. Come sooner if you want.").format(day=by)


def _day(moment: datetime, say: Say) -> str:
    return say("{day} {month} {year}").format(day=moment.day, month=say(MONTHS[moment.month - 1]), year=moment.year)
