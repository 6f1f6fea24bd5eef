"""The guideline as FHIR R4 definitions: a PlanDefinition whose actions ask the CQL, the Libraries, and an ActivityDefinition for
every option that can be proposed.

Everything is a draft, and what an action would make is a proposal: software proposes, a clinician signs. No dose stands here:
doses come from Holdfast's calendars, for one person. Each option's rules stand beside its action with their reasons and sources.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping

from holdfast.advice import FIRM_ENOUGH, Json
from holdfast.engines.cql import CONSISTENT, FACTS_LIBRARY, library_name, proposed_name, rules_library, urgent_name
from holdfast.fhir.care_plan import ALTERNATIVES, CODES, PROPOSED, concept
from holdfast.fhir.cql_facts import facts_from_fhir
from holdfast.language.expressions import Source
from holdfast.language.rules import Dated, Offer, Option, Ruling, Urgent, verb_of

BASE = "https://holdfast.example"
PUBLISHER = "Holdfast"
COUNTRIES = {"us": ("US", "United States of America"), "uk": ("GB", "United Kingdom")}
GROUPS = {
    "medicine": "Medicines",
    "start": "Ways to start",
    "change": "Changes",
    "level": "Level of care",
    "therapy": "Therapies",
    "peer_support": "Peer support",
    "service": "Services",
    "test": "Tests",
}
"""What can be proposed, in the order of a plan. What is never offered is left out."""
Elm = Mapping[str, str]


def libraries_of(dated: Dated) -> dict[str, str]:
    """The CQL that the definitions ask, by the libraries' names: the rules, and the facts read from a FHIR record."""
    return {library_name(dated): rules_library(dated, FIRM_ENOUGH), FACTS_LIBRARY: facts_from_fhir(dated.guideline)}


def definitions_bundle(dated: Dated, elm: Elm | None = None) -> Json:
    """One bundle (type collection). `elm` is the compiled form of each library, as JSON, where there is any."""
    made = _Definitions(dated)
    libraries = [made.logic(name, text, (elm or {}).get(name)) for name, text in libraries_of(dated).items()]
    activities = [made.activity(option) for option in made.offered()]
    entries = [{"fullUrl": each["url"], "resource": each} for each in (made.plan(), *libraries, *activities)]
    return {"resourceType": "Bundle", "id": library_name(dated).lower(), "type": "collection", "entry": entries}


class _Definitions:
    """The definitions of one dated guideline."""

    def __init__(self, dated: Dated) -> None:
        self.dated = dated
        self.name = library_name(dated)

    def offered(self) -> list[Option]:
        """Every option that can be proposed, in the jurisdiction's order."""
        options = [self.dated.guideline.options[code] for code in self.dated.guideline.orders[self.dated.place]]
        return [option for option in options if option.kind in GROUPS and self._about(option)]

    def plan(self) -> Json:
        """The PlanDefinition."""
        groups = [*self._choices(), *(self._group(title, kind) for kind, title in GROUPS.items())]
        return self._head("PlanDefinition", self.name, f"Opioid use disorder: the Holdfast guideline ({self.dated.place.upper()})") | {
            "type": _coding("http://terminology.hl7.org/CodeSystem/plan-definition-type", "clinical-protocol", "Clinical Protocol"),
            "description": f"{PROPOSED} In force on {self.dated.day.isoformat()}.",
            "usage": "Each action asks a name of the CQL library. Where the facts contradict each other, nothing is proposed.",
            "relatedArtifact": [_artifact("citation", source) for source in self._sources()],
            "library": [self._canonical("Library", self.name)],
            "action": [self._urgent(), {"title": "Proposals", "condition": [_asks(CONSISTENT)], "action": groups}],
        }

    def logic(self, name: str, text: str, elm: str | None) -> Json:
        """A Library: its CQL, and its ELM where it has been compiled."""
        content = [_attached("text/cql", text), *([_attached("application/elm+json", elm)] if elm else [])]
        includes = [{"type": "depends-on", "resource": self._canonical("Library", FACTS_LIBRARY)}] if name == self.name else []
        type_ = _coding("http://terminology.hl7.org/CodeSystem/library-type", "logic-library", "Logic Library")
        head = self._head("Library", name, f"Holdfast: {'rules' if includes else 'facts'}")
        return {**head, "type": type_, **({"relatedArtifact": includes} if includes else {}), "content": content}

    def activity(self, option: Option) -> Json:
        """What an action proposes, without a dose."""
        medicine = option.kind == "medicine"
        said = concept(option.title, CODES.get(option.code, ()))
        return self._head("ActivityDefinition", option.code, option.title) | {
            "description": PROPOSED,
            "kind": "MedicationRequest" if medicine else "ServiceRequest",
            "intent": "proposal",
            **({"productCodeableConcept": said} if medicine else {"code": said}),
        }

    def _head(self, kind: str, id: str, title: str) -> Json:
        code, country = COUNTRIES[self.dated.place]
        own = kind == "ActivityDefinition"
        return {
            "resourceType": kind,
            "id": id.replace("_", "-"),
            "url": self._url(kind, id),
            "version": self.dated.guideline.version,
            "name": "".join(part.capitalize() for part in id.split("_")) if own else id,
            "title": title,
            "status": "draft",
            "experimental": False,
            "subjectCodeableConcept": {"text": "A person with opioid use disorder, or who may have it"},
            "date": self.dated.day.isoformat(),
            "publisher": PUBLISHER,
            "jurisdiction": [_coding("urn:iso:std:iso:3166", code, country)],
        }

    def _choices(self) -> list[Json]:
        """The treatments of the disorder as one choice: at most one of them is given."""
        options = [option for option in self.offered() if option.code in ALTERNATIVES]
        group = {"title": "Medicine for the disorder: at most one of these", "groupingBehavior": "logical-group"}
        return [{**group, "selectionBehavior": "at-most-one", "action": [self._action(option) for option in options]}]

    def _group(self, title: str, kind: str) -> Json:
        options = [option for option in self.offered() if option.kind == kind and option.code not in ALTERNATIVES]
        some = {"groupingBehavior": "logical-group", "selectionBehavior": "any"}
        return {"title": title, **some, "action": [self._action(option) for option in options]}

    def _action(self, option: Option) -> Json:
        return {
            "id": option.code.replace("_", "-"),
            "title": option.title,
            "documentation": [_because(ruling) for ruling in self._about(option)],
            "condition": [_asks(proposed_name(option))],
            "definitionCanonical": self._canonical("ActivityDefinition", option.code),
        }

    def _about(self, option: Option) -> list[Ruling]:
        """The rules in force that decide on it; a test is offered by what requires it."""
        return list({each.id: each for each in (*self.dated.by_option[option.code], *self.dated.by_verb[option.code][Offer])}.values())

    def _urgent(self) -> Json:
        by_code: dict[str, list[Ruling]] = {}
        for ruling in self.dated.urgent:
            assert isinstance(ruling.rule, Urgent)
            by_code.setdefault(ruling.rule.code, []).append(ruling)
        actions = [
            {
                "id": code.replace("_", "-"),
                "title": code.replace("_", " ").capitalize(),
                "description": " ".join(dict.fromkeys(ruling.say for ruling in rulings)),
                "priority": "stat",
                "documentation": [_because(ruling) for ruling in rulings],
                "condition": [_asks(urgent_name(code))],
            }
            for code, rulings in by_code.items()
        ]
        return {"title": "Urgent", "description": "Now, before anything else.", "action": actions}

    def _sources(self) -> Iterable[Source]:
        return {source.key: source for ruling in self.dated.rulings for source in [ruling.rule.source]}.values()

    def _canonical(self, kind: str, id: str) -> str:
        return f"{self._url(kind, id)}|{self.dated.guideline.version}"

    def _url(self, kind: str, id: str) -> str:
        """The same option has an address of its own in each jurisdiction: what it is called there may differ."""
        place = f"{self.dated.place}-" if kind == "ActivityDefinition" else ""
        return f"{BASE}/{kind}/{place}{id.replace('_', '-')}"


def _asks(name: str) -> Json:
    return {"kind": "applicability", "expression": {"language": "text/cql-identifier", "expression": name}}


def _because(ruling: Ruling) -> Json:
    """A rule of the option: its name in the CQL, its reason, its source."""
    source = ruling.rule.source
    said = {"label": f"{verb_of(ruling.rule)}: {ruling.id}", "display": ruling.say, "citation": str(source)}
    return {"type": "justification", **said, **({"url": source.url} if source.url else {})}


def _artifact(kind: str, source: Source) -> Json:
    """A source as a whole, without the place inside it."""
    whole = str(Source(source.key, source.title, source.date, source.seen))
    return {
        "type": kind,
        "display": whole,
        "citation": f"{whole} ({source.date.isoformat()})",
        **({"url": source.url} if source.url else {}),
    }


def _attached(kind: str, text: str) -> Json:
    return {"contentType": kind, "data": b64encode(text.encode()).decode()}


def _coding(system: str, code: str, display: str) -> Json:
    return {"coding": [{"system": system, "code": code, "display": display}]}
