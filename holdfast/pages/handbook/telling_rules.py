"""Rules, conditions and limits in HTML: what a page of the handbook is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.engines.handbook import Book, Told
from holdfast.engines.wording import Said, called
from holdfast.language.expressions import Limit, Named, Place, Source
from holdfast.language.rules import Avoid, Option, Require
from holdfast.pages.handbook.frame import Here, file_path, option_path
from holdfast.pages.markup import Child, Markup, listed, table, tag

VERB_TITLES: Mapping[str, str] = {
    "offer": "Who it is for",
    "at_least": "Who needs at least this",
    "prefer": "Who it fits best",
    "avoid": "Who it is not for",
    "wait": "When it is too early",
    "require": "What comes first",
    "caution": "When care is needed",
}
"""What each verb says of an option, in the order in which a page tells it."""
VERB_WORDS: Mapping[str, str] = {
    "offer": "Offer",
    "at_least": "At least",
    "prefer": "Prefer",
    "avoid": "Avoid",
    "wait": "Wait",
    "require": "Test first",
    "caution": "Caution",
    "urgent": "Urgent",
}
MOST_INLINE = 3
LIMIT_COLUMNS = ("Limit", "US", "UK", "In force since", "A site may set", "Source")


@dataclass(frozen=True)
class Telling:
    """How rules are told on one page: links lead from `here`, and a named condition leads to its meaning on the same page."""

    book: Book
    here: Here
    files: Mapping[str, str]
    meanings: tuple[tuple[Named, Said], ...] = ()

    def rule(self, told: Told, *, home: bool = False) -> Markup:
        """One rule: its reason, when it holds, where it comes from. At `home`, on the page of its file, also the options that it is
        about."""
        rule = told.rule
        says = [
            tag("p", say, self._places(places) if len(told.reasons) > 1 or len(places) == 1 else None, class_="say")
            for say, places in told.reasons.items()
        ]
        met = told.condition("met", self.book.spelling)
        return tag(
            "article",
            tag("p", tag("span", VERB_WORDS[told.verb], class_=f"verb {told.verb}"), _stop(told)) if home else None,
            says,
            self._about(told) if home else None,
            self._when(told),
            tag("div", tag("span", "Met by ", class_="label"), self.condition(met), class_="when") if met else None,
            tag("p", _stop(told)) if not home and isinstance(rule, Avoid) else None,
            self._due(told),
            tag("p", source(rule.source), " · ", tag("code", told.id if home else self.to_rule(told)), class_="from"),
            class_="rule",
            id=f"{'rule' if home else 'says'}-{told.id}",
        )

    def condition(self, said: Said) -> Markup:
        """A condition: in one line where it is short, else as a list of lists."""
        if not said.parts:
            return self._leaf(said)
        joining = {"all of": " and ", "any of": " or "}.get(said.words)
        if joining and len(said.parts) <= MOST_INLINE and not any(part.parts for part in said.parts):
            first, *rest = said.parts
            return tag("span", self._leaf(first), [[tag("em", joining), self._leaf(part)] for part in rest])
        return tag(
            "div", tag("span", f"{said.words}:", class_="joins"), listed([self.condition(part) for part in said.parts]), class_="tree"
        )

    def limits(self, limits: Iterable[Limit], caption: str, anchored: bool = False) -> Markup | None:
        """A table of limits: both values, unit, date of force, range and source."""
        homes = {self.book.name(limit): limit for limit in limits}
        rows = [self._limit(name, limit, anchored) for name, limit in homes.items()]
        return table(caption, LIMIT_COLUMNS, rows, "limits", hide_caption=True) if rows else None

    def meant(self) -> Markup | None:
        """The named conditions of the page, each with what it means."""
        rows = [
            (tag("dt", f"“{named.name}”", id=f"means-{number}"), tag("dd", self.condition(said)))
            for number, (named, said) in enumerate(self.meanings, 1)
        ]
        return tag("dl", rows, class_="meanings") if rows else None

    def option(self, option: Option) -> Markup:
        """A link to an option's page."""
        return self.here.link(option.title, option_path(option.code))

    def to_rule(self, told: Told, words: str | None = None) -> Markup:
        """A link to a rule on the page of its file."""
        return self.here.link(words or told.id, f"{self.rule_place(told)}")

    def rule_place(self, told: Told) -> str:
        """Where a rule stands."""
        return f"{file_path(self.files[told.id.partition('.')[0]])}#rule-{told.id}"

    def _about(self, told: Told) -> Markup | None:
        rule = told.rule
        options: Sequence[Option] = getattr(rule, "options", ())
        rows: list[Child] = []
        if isinstance(rule, Require):
            before = rule.before if isinstance(rule.before, tuple) else (rule.before,)
            rows = [self.option(rule.test), [" before ", _commas([self.option(each) for each in before])] if before else None]
        elif options:
            rows = [_commas([self.option(each) for each in options])]
        instead: Sequence[Option] = getattr(rule, "instead", ())
        if instead:
            rows.append([" Meanwhile: ", _commas([self.option(each) for each in instead]), "."])
        return tag("p", tag("span", "About ", class_="label"), rows, class_="about") if rows else None

    def _when(self, told: Told) -> Markup:
        said = told.condition("when", self.book.spelling)
        return tag("div", tag("span", "When ", class_="label"), "everybody" if said is None else self.condition(said), class_="when")

    def _due(self, told: Told) -> Markup | None:
        rule = told.rule
        if not isinstance(rule, Require) or rule.due is None:
            return None
        us, uk = self.book.values(rule.due)
        return tag("p", tag("span", "Due ", class_="label"), f"within {us:g} days" if us == uk else f"within {us:g} days (US), {uk:g} (UK)")

    def _leaf(self, said: Said) -> Markup:
        if said.fact is not None:
            name, _, value = said.words.partition(": ")
            return tag("span", self.here.link(name, f"facts.html#{said.fact.name}", "fact"), f": {value}", class_="leaf")
        number = next((number for number, (named, _) in enumerate(self.meanings, 1) if named == said.named), None)
        return tag("a", said.words, href=f"#means-{number}") if number else tag("span", said.words)

    def _places(self, places: tuple[Place, ...]) -> list[Child]:
        return [" ", tag("span", " and ".join(place.upper() for place in places), " only" if len(places) == 1 else None, class_="place")]

    def _limit(self, name: str, limit: Limit, anchored: bool) -> tuple[Child, ...]:
        us, uk = self.book.values(limit)
        earlier = [f"until {last_day}: US {us:g}, UK {uk:g}" for last_day, us, uk in limit.earlier]
        words = called(name.partition(".")[2].lower(), self.book.spelling)
        shown: Child = [tag("span", words[0].upper() + words[1:], class_="line"), tag("code", name)]
        return (
            tag("span", shown, id=f"limit-{name}") if anchored else shown,
            _value(us, limit.unit),
            _value(uk, limit.unit) if uk == us else tag("strong", _value(uk, limit.unit)),
            [tag("span", f"{limit.since}", class_="whole"), [tag("span", each, class_="line dim") for each in earlier]],
            f"{limit.settings[0]:g} to {limit.settings[1]:g}" if limit.settings else tag("span", "–", class_="dim"),
            [source(limit.source), tag("span", limit.why, class_="line dim") if limit.why else None],
        )


def source(given: Source) -> Child:
    """A source, with a mark where the figure has not been read there yet."""
    words = f"{given.title}, {given.place}" if given.place else given.title
    return words if given.seen else [words, " ", tag("span", "to be confirmed", class_="unseen-source")]


def _value(value: float, unit: str) -> str:
    return f"{value:g} {unit}".strip()


def _stop(told: Told) -> Child:
    rule = told.rule
    if not isinstance(rule, Avoid):
        return None
    words = "Without exception." if rule.hard else "A clinician may decide otherwise, with a reason that is kept."
    return [" ", tag("span", words, class_="stop")]


def _commas(parts: Sequence[Child]) -> list[Child]:
    return [[", " if number else None, part] for number, part in enumerate(parts)]
