"""The plan of one person as one page: what is urgent first, reasons folded away, the sheet for the person last."""

from __future__ import annotations

from datetime import timedelta

from holdfast.advice import Advice, best, shown, stop_of
from holdfast.casefile import Case
from holdfast.engines.bedside import Finding, Fired
from holdfast.guideline.care.scale_of_care import LEVELS, Level
from holdfast.guideline.words import at
from holdfast.language.rules import Kind, Status, verb_of
from holdfast.pages.calendar import calendars_section
from holdfast.pages.markup import Child, Markup, document, folded, listed, table, tag
from holdfast.pages.plain_sheet import plain_sheet
from holdfast.telling import (
    disorder_said,
    facts_said,
    first_sentence,
    hang_on,
    in_words,
    limit_said,
    main_reason,
    parted,
    shown_status,
    titles,
    warnings_of,
)

STATUS: dict[Status, tuple[str, str]] = {
    "preferred": ("★", "Preferred"),
    "suitable": ("✓", "Suitable"),
    "caution": ("!", "With caution"),
    "ask": ("?", "Ask first"),
    "wait": ("◷", "Not yet"),
    "avoid": ("✕", "Avoid"),
    "not_indicated": ("–", "Not indicated"),
}
"""A sign and a word for each status, so that colour carries nothing alone."""
NOT_ON_PAPER = (
    "Only on the screen: every rule with its facts, limits and source (or: holdfast plan FILE --why CODE), what is not indicated now or "
    "never offered, the other calendars, and what this rests on."
)
MOST_CHECKS = 5
KINDS: dict[Kind, str] = {
    "medicine": "Medicines",
    "start": "Starting",
    "change": "Changes",
    "level": "Level of care",
    "therapy": "Therapies",
    "peer_support": "Peer support",
    "service": "Services",
    "test": "Tests",
    "never_offered": "Never offered",
}


def plan_document(advice: Advice, case: Case, why: str | None = None) -> str:
    """The whole page; the reasons of the option `why` stand open."""
    told: set[str] = set()
    return document(
        "Treatment plan",
        "urgent-first",
        _header(advice, case),
        tag(
            "main",
            _urgent(advice),
            _warnings(case),
            _diagnosis(advice),
            tag(
                "div",
                _medicines(advice, told),
                _planned(advice, "start", "Starting today", told),
                _planned(advice, "change", "Changes", told),
                _questions(advice),
                _levels(advice, told),
                _around(advice, told),
                _tests(advice),
                calendars_section(advice),
                class_="in-columns",
            ),
            _sources_on_paper(advice),
            tag("p", NOT_ON_PAPER, class_="paper dim"),
            _never(advice),
            plain_sheet(advice),
            _reasons(advice, why),
            _record(case),
            id="urgent-first",
        ),
    )


def _header(advice: Advice, case: Case) -> Markup:
    person = [f"{case.known[name]:g} years" if name == "age" else str(case.known[name]) for name in ("age", "sex") if name in case.known]
    about = [f"As of {at(advice.as_of)}", f"{advice.dated.place.upper()} rules", f"guideline {advice.dated.guideline.version}"]
    return tag(
        "header",
        tag("p", "Holdfast", class_="mark"),
        tag("h1", "Treatment plan"),
        tag("p", " · ".join([*person, *about])),
        tag(
            "p",
            "This supports a clinician's judgement and does not replace it.",
            tag("span", " The sheet for the person comes last on paper.", class_="screen"),
            class_="dim",
        ),
    )


def _section(id_: str, title: str, *children: Child, class_: str | None = None) -> Markup:
    return tag("section", tag("h2", title, id=f"{id_}-title"), *children, id=id_, class_=class_, aria_labelledby=f"{id_}-title")


def _urgent(advice: Advice) -> Markup | None:
    if not advice.judgement.urgent:
        return None
    rows = [_because(fired) for fired in advice.judgement.urgent]
    return _section("urgent", "Urgent", listed(rows), class_="urgent")


def _because(fired: Fired) -> Child:
    facts = facts_said(fired)
    return [tag("strong", fired.ruling.say), tag("span", f" {facts}", class_="dim") if facts else None]


def _warnings(case: Case) -> Markup | None:
    rows = [[each.say, " ", tag("span", each.source, class_="dim")] for each in case.warnings]
    return _section("warnings", "Look at this", listed(rows), class_="warnings") if rows else None


def _diagnosis(advice: Advice) -> Markup:
    out_of_scope = (
        None if advice.judgement.in_scope else tag("p", "The record says nothing about opioids, so nothing is advised about them.")
    )
    return _section(
        "diagnosis",
        "Diagnosis",
        tag("p", tag("strong", disorder_said(advice)), " ", " ".join(advice.diagnosis.reasons)),
        out_of_scope,
    )


def _status(finding: Finding) -> Markup:
    status = shown_status(finding)
    sign, word = STATUS[status]
    checked = ", once checked" if finding.status == "ask" and finding.then else ""
    return tag("span", tag("span", tag("span", f"{sign} ", aria_hidden="true"), word, class_="whole"), checked, class_=f"status {status}")


def _named(finding: Finding) -> Child:
    return tag("a", finding.option.title, href=f"#why-{finding.option.code}")


def _why(advice: Advice, finding: Finding, told: set[str]) -> Child:
    """Every stop or caution, whole where it is told for the first time; where there is none, what speaks for it in a sentence."""
    warned = warnings_of(finding)
    lines = [tag("span", first_sentence(each) if each in told else each, class_="line") for each in warned]
    told.update(warned)
    return lines or first_sentence(main_reason(advice, finding))


def _checks(advice: Advice, finding: Finding) -> Child:
    """What must be checked first, by the facts' short names (the questions stand under the reasons); what to do meanwhile."""
    names = [name.replace("_", " ") for name in finding.open] if finding.status == "ask" else []
    said: list[Child] = []
    if names:
        more = f" and {len(names) - MOST_CHECKS} more" if len(names) > MOST_CHECKS else ""
        said.append(tag("span", f"{', '.join(names[:MOST_CHECKS])}{more}", class_="check"))
    if later := advice.not_before(finding):
        said.append(tag("span", f"Not before {at(later)}, if nothing is taken.", class_="line"))
    if finding.status == "wait" and finding.instead:
        said.append(tag("span", f"Meanwhile: {', '.join(titles(advice, finding.instead))}.", class_="line"))
    return said or tag("span", "–" if finding.status == "avoid" else "nothing open", class_="dim screen")


def _medicines(advice: Advice, told: set[str]) -> Markup | None:
    found = best(advice.findings, "medicine")
    rows = [
        (_named(finding), _status(finding), _why(advice, finding, told), _checks(advice, finding), _sources(finding))
        for finding in found
        if finding.status != "not_indicated"
    ]
    left = [finding.option.title for finding in found if finding.status == "not_indicated"]
    if not rows:
        return None
    return _section(
        "medicines",
        "Medicines, side by side",
        table("Medicines, the best fit first", ("Medicine", "Status", "Why", "To check first", "Source"), rows, "compare"),
        tag("p", f"Not indicated now: {', '.join(left)}.", class_="dim screen") if left else None,
    )


def _sources(finding: Finding) -> Child:
    found = dict.fromkeys(str(fired.ruling.rule.source) for fired in finding.fired)
    return [tag("span", source, class_="line") for source in found]


def _sources_on_paper(advice: Advice) -> Markup | None:
    """Each once; to be confirmed where any figure of it is."""
    ranked = [finding for finding in best(advice.findings, "medicine") if finding.rank]
    found = [fired.ruling.rule.source for finding in ranked for fired in finding.fired]
    unconfirmed = {source.named for source in found if not source.seen}
    names = [f"{name} (to be confirmed)" if name in unconfirmed else name for name in dict.fromkeys(source.named for source in found)]
    return tag("p", tag("strong", "Sources for the medicines: "), f"{'; '.join(names)}.", class_="paper dim") if names else None


def _planned(advice: Advice, kind: str, title: str, told: set[str]) -> Markup | None:
    rows, folds = parted(advice, kind)
    if not rows and not folds:
        return None
    return _section(
        kind,
        title,
        table(
            title,
            ("Option", "Status", "Why", "To check first"),
            [(_named(each), _status(each), _why(advice, each, told), _checks(advice, each)) for each in rows],
            hide_caption=True,
        )
        if rows
        else None,
        tag("p", f"{len(folds)} more hang on: {_asked(advice, hang_on(folds))}", class_="dim") if folds else None,
    )


def _asked(advice: Advice, names: list[str]) -> str:
    return " ".join(advice.dated.guideline.facts[name].ask for name in names)


def _questions(advice: Advice) -> Markup | None:
    rows: list[Child] = []
    for question in advice.judgement.questions:
        count = len(question.settles)
        helps = f"helps with {count} options" if count > 1 else f"helps with {titles(advice, question.settles)[0]}"
        rows.append([tag("strong", question.fact.ask), " ", tag("span", f"{question.fact.name}; {helps}", class_="dim")])
    return _section("questions", "Ask next", listed(rows, "ol")) if rows else None


def _levels(advice: Advice, told: set[str]) -> Markup | None:
    usual = {level.option.code: level for level in LEVELS}
    rows = [
        (
            _named(finding),
            _status(finding),
            _why(advice, finding, told) or (_asked(advice, list(finding.open[:1])) if finding.open else ""),
            _usually(advice, usual[finding.option.code], finding.status == "preferred")
            if finding.option.code in usual
            else tag("span", "beside the level", class_="dim screen"),
        )
        for finding in parted(advice, "level")[0]
    ]
    columns = ("Level", "Status", "Why", "Usually, and looked at again")
    return _section("level", "Level of care", table("Level of care", columns, rows, "levels", hide_caption=True)) if rows else None


def _usually(advice: Advice, level: Level, fits: bool) -> Child:
    value = advice.dated.value
    young = bool(advice.known.get("under_eighteen"))
    least = level.young if young and level.young and level.least else level.least
    most = level.young if young and level.young and not level.least else level.most
    hours = f"{value(least):g} to {value(most):g} hours" if least and most else f"{value(least):g} hours or more" if least else ""
    hours = hours or (f"less than {value(most):g} hours" if most else "")
    shortest, longest = level.stay
    stay = f"{value(shortest):g} to {value(longest):g} days" if longest else f"{value(shortest):g} days or more"
    review = advice.as_of + timedelta(days=value(level.review))
    often = f"{hours[0].upper()}{hours[1:]} a week, usually {stay}; look again by {review:%d %b %Y}. "
    return [often, tag("span", f"{level.suits} ", class_=None if fits else "screen"), level.does_not_suit]


def _around(advice: Advice, told: set[str]) -> Markup | None:
    groups = [
        tag("div", tag("h3", title), listed(rows, class_="compact"))
        for kind, title in (("therapy", "Therapies"), ("peer_support", "Peer support"), ("service", "Services"))
        if (rows := [_brief(advice, finding, told) for finding in parted(advice, kind)[0]])
    ]
    return _section("around", "Around the medicine", tag("div", groups, class_="columns")) if groups else None


def _brief(advice: Advice, finding: Finding, told: set[str]) -> Child:
    reason = tag("span", " ", _why(advice, finding, told), class_="why warned" if warnings_of(finding) else "why")
    return [_named(finding), tag("span", " ", _status(finding), class_=f"stands {finding.status}"), reason]


def _tests(advice: Advice) -> Markup | None:
    rows: dict[str, tuple[Child, ...]] = {}
    for finding, fired, day in advice.monitoring():
        due = f"by {day:%d %b %Y}" if day else "first"
        rows.setdefault(finding.option.code, (_named(finding), due, fired.ruling.say))
    reviews = [
        f"{finding.option.title}: not before {at(later)}, if nothing is taken."
        for finding in advice.findings
        if (later := advice.not_before(finding))
    ]
    if not rows and not reviews:
        return None
    tests = table("Tests and when", ("Test", "Due", "Why"), rows.values(), "tests", hide_caption=True) if rows else None
    return _section("tests", "Tests and reviews", tests, listed(reviews, class_="screen"))


def _never(advice: Advice) -> Markup | None:
    rows = [
        [tag("strong", each.option.title), f": {first_sentence(main_reason(advice, each))}"]
        for each in best(advice.findings, "never_offered")
    ]
    shown_rows = rows if advice.judgement.in_scope else []
    return _section("never", "Never offered", listed(shown_rows, class_="compact"), class_="screen") if shown_rows else None


def _reasons(advice: Advice, why: str | None) -> Markup | None:
    groups = []
    for kind, title in KINDS.items():
        found = [each for each in best(advice.findings, kind) if each.status != "not_indicated"]
        if found:
            opened = any(each.option.code == why for each in found)
            groups.append(folded(f"{title} ({len(found)})", [_all_of(advice, each, why) for each in found], open_=opened, class_="reasons"))
    intro = tag("p", "Every rule behind the plan, with the facts it used, its limits and its source. Open the one you doubt.")
    return _section("reasons", "Reasons", intro, groups, class_="screen") if groups else None


def _all_of(advice: Advice, finding: Finding, why: str | None) -> Markup:
    """Everything about one option: the rules that fired, what is not known, what was taken as clear."""
    return folded(
        [finding.option.title, " ", _status(finding)],
        [_reason(advice, fired) for fired in finding.fired] or tag("p", "No rule has fired yet."),
        _facts_named(advice, "Not known", finding.missing),
        _facts_named(advice, "Taken as clear until known", finding.assumed),
        open_=finding.option.code == why,
        id_=f"why-{finding.option.code}",
        class_="reasons inner",
    )


def _reason(advice: Advice, fired: Fired) -> Markup:
    rule = fired.ruling.rule
    stop = stop_of(fired.ruling)
    facts = facts_said(fired)
    limits = [limit_said(limit, held) for limit, held in advice.limits_of(fired)]
    return tag(
        "div",
        tag("p", tag("strong", f"{verb_of(rule)}{f', {stop}' if stop else ''}: "), fired.ruling.say),
        listed(
            [
                f"Because: {facts or 'this holds for everybody'}",
                *(f"Limit: {each}" for each in limits),
                f"Source: {rule.source}",
                f"Rule: {fired.ruling.id}",
            ]
        ),
        class_="reason",
    )


def _facts_named(advice: Advice, label: str, names: tuple[str, ...]) -> Child:
    if not names:
        return None
    facts = advice.dated.guideline.facts
    return [tag("p", tag("strong", f"{label}:")), listed([f"{name}: {facts[name].ask}" for name in names])]


def _record(case: Case) -> Markup:
    rows = [
        (
            name,
            in_words(value),
            [case.origins[name].source, f" ({case.origins[name].date})" if case.origins[name].date else None],
            case.origins[name].said,
        )
        for name, value in shown(case.known).items()
    ]
    unused = [[tag("strong", source), f": {why}"] for source, why in case.unused]
    return _section(
        "record",
        "What this rests on",
        folded(
            f"{len(rows)} facts that were understood",
            table("Facts that were understood", ("Fact", "Value", "From", "Said there"), rows) if rows else None,
        ),
        folded(f"{len(unused)} entries that were not used", listed(unused)) if unused else None,
        class_="screen",
    )
