"""The choices of treatment, in order of evidence, with what speaks for and against each: in the words of the guideline's own rules.

Nothing is decided here. The facts that somebody told go to the guideline; what it says of each medicine is shown in plain words, and a
clinician decides with them. No level of care is computed, and no dose is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from holdfast.advice import Advice, advise_by, dated_guideline
from holdfast.engines.bedside import Finding
from holdfast.guide.answers import Answers, facts
from holdfast.guide.languages import NOTHING, Language, Words
from holdfast.guide.lines import UNCONFIRMED
from holdfast.guideline.programme import guideline
from holdfast.guideline.words import reason
from holdfast.guideline.words import said as in_language
from holdfast.language.expressions import Place
from holdfast.language.kinds import Value
from holdfast.language.people import with_what_follows
from holdfast.language.rules import STATUSES, Ruling, Status, verb_of


@dataclass(frozen=True)
class Medicine:
    """One way to treat, as somebody chooses between them. `codes` are the options of the guideline that it stands for, the better fit
    of which is shown. Why it is offered is said always; `good` and `hard` are further rules that anybody should know who chooses it.
    `meanwhile` is how it stands as long as a clinician has still to ask or check something, where that matters most. `beware` is what
    somebody must know before a first dose who reads only a number of hours in the rules."""

    codes: tuple[str, ...]
    name: Words
    what: Words
    good: tuple[str, ...]
    hard: tuple[str, ...]
    page: str
    where: Mapping[Place, Words]
    meanwhile: Words = NOTHING
    beware: Words = NOTHING


TOO_SOON = Words(
    "After fentanyl or methadone, hours alone do not tell when it is safe. Before a first dose ask which signs to wait for. "
    "A low-dose start needs no wait.",
    "Tras el fentanilo o la metadona, las horas solas no dicen cuándo es seguro. Antes de la primera dosis pregunte qué señales esperar. "
    "Un inicio con dosis bajas no exige espera.",
)

MEDICINES: tuple[Medicine, ...] = (
    Medicine(
        ("buprenorphine_naloxone_sl", "buprenorphine_sl"),
        Words("Buprenorphine under the tongue", "Buprenorfina bajo la lengua"),
        Words(
            "It melts under the tongue each day. Also called Suboxone.", "Se deshace bajo la lengua cada día. También se llama Suboxone."
        ),
        ("buprenorphine_sublingual.kinder_to_breathing",),
        ("buprenorphine_readiness.recent_short_acting",),
        "buprenorphine",
        {
            "us": Words("From a doctor, a clinic, an emergency room, or by video.", "De un médico, una clínica, urgencias o por video."),
            "uk": Words("From a drug service or some family doctors.", "De un servicio de drogas o algunos médicos de familia."),
        },
        beware=TOO_SOON,
    ),
    Medicine(
        ("methadone",),
        Words("Methadone", "Metadona"),
        Words("You drink or swallow it each day.", "Se bebe o se traga cada día."),
        ("methadone_suitability.start",),
        ("methadone_suitability.sedatives",),
        "methadone",
        {
            "us": Words(
                "From a methadone clinic only. At first you go most days. Later you can take doses home.",
                "Solo en una clínica de metadona. Al principio se va casi a diario. Después puede llevar dosis a casa.",
            ),
            "uk": Words(
                "From a drug service. At first you take it in a pharmacy most days.",
                "De un servicio de drogas. Al principio se toma en una farmacia casi a diario.",
            ),
        },
    ),
    Medicine(
        ("buprenorphine_xr",),
        Words("Buprenorphine shot", "Inyección de buprenorfina"),
        Words("A nurse gives it each week or each month.", "Se la pone una enfermera cada semana o cada mes."),
        ("buprenorphine_extended_release.nothing_to_store",),
        ("buprenorphine_readiness.recent_use_before_start_buprenorphine_xr",),
        "buprenorphine",
        {
            "us": Words("Not every clinic has it. Ask on the phone.", "No la hay en todas las clínicas. Pregunte por teléfono."),
            "uk": Words("Not every drug service has it. Ask on the phone.", "No la hay en todos los servicios. Pregunte por teléfono."),
        },
        beware=TOO_SOON,
    ),
    Medicine(
        ("naltrexone_xr", "naltrexone_oral"),
        Words("Naltrexone", "Naltrexona"),
        Words(
            "A shot each month, or a pill each day. It is not an opioid.", "Una inyección al mes o una pastilla al día. No es un opioide."
        ),
        (),
        (
            "naltrexone.recent_opioid",
            "naltrexone.recent_long_acting",
            "naltrexone.urine_first",
            "naltrexone.tablets_are_left_off",
            "naltrexone.mood",
        ),
        "naltrexone",
        {
            "us": Words("From many doctors and clinics.", "De muchos médicos y clínicas."),
            "uk": Words("In the UK only as pills, from a drug service.", "En el Reino Unido solo en pastillas, de un servicio de drogas."),
        },
        Words("Only after days with no opioids", "Solo tras varios días sin opioides"),
    ),
)
STANDS: dict[Status, Words] = {
    "preferred": Words("A strong fit for what you told us", "Encaja muy bien con lo que nos contó"),
    "suitable": Words("Fits what you told us", "Encaja con lo que nos contó"),
    "caution": Words("Can fit, with care", "Puede encajar, con cuidado"),
    "ask": Words("May fit", "Puede encajar"),
    "wait": Words("Not yet", "Todavía no"),
    "avoid": Words("Not a good fit for what you told us", "No encaja con lo que nos contó"),
}
FOR = ("offer", "prefer")
AGAINST = ("avoid", "wait", "caution", "require")
FOR_EVERYBODY = ("tests_and_checks.checklist",)
"""Asked of everybody before a dose: it speaks against nothing."""
DETOX = Words("Detox on its own", "Solo desintoxicación")
BESIDES: tuple[tuple[str, str, str], ...] = (
    ("counselling", "care_therapies.someone_to_talk_to", "therapies"),
    ("contingency_management", "care_therapies.rewards_beside_a_medicine", "therapies"),
    ("medication_assisted_recovery_anonymous", "care_peer_support.medicine_is_recovery_there", "peer-support"),
    ("smart_recovery", "care_peer_support.tools_in_a_group", "peer-support"),
    ("narcotics_anonymous", "care_peer_support.people_who_know", "peer-support"),
    ("telehealth", "care_places.from_where_you_are", "levels-of-care"),
    ("recovery_housing", "care_places.a_safe_place_to_live", "levels-of-care"),
    ("family_peer_support", "care_peer_support.for_those_close_to_you", "family"),
)
"""What helps beside a medicine: an option, the rule that says how, a page to read."""


@dataclass(frozen=True)
class Shown:
    """One choice as it is read. `stands` is empty where nothing was told that it could fit."""

    name: str
    what: str
    where: str
    status: Status | Literal[""]
    stands: str
    good: tuple[str, ...]
    hard: tuple[str, ...]
    page: str


@dataclass(frozen=True)
class Choices:
    """Everything of this part. `never` are names with the reason for which they are not recommended."""

    medicines: tuple[Shown, ...]
    detox: Shown
    besides: tuple[Shown, ...]
    never: tuple[tuple[str, str], ...]


def choices(answers: Answers, now: datetime, language: Language) -> Choices:
    """What can be chosen from, by the guideline of that day.

    Nobody is asked here which medicine they take now. So the guideline is read twice, with that unknown and with none, and the more
    careful of the two is shown: what is not for children, say, unless they have it already, must not seem to fit one.

    Of somebody who named no opioid the guideline says nothing, not even what would harm them. So what speaks against a medicine is then
    read as for one who uses opioids, and none is said to fit.
    """
    known = facts(answers)
    readings = _readings(known, answers.place, now)
    in_scope = readings[0].judgement.in_scope
    if not in_scope:
        readings = _readings({**known, "still_using_opioids": True}, answers.place, now)
    advice = readings[0]
    medicines = [_medicine(medicine, readings, answers, language, in_scope=in_scope) for medicine in MEDICINES]
    medicines.sort(key=lambda each: each[0])
    return Choices(
        tuple(shown for _, shown in medicines),
        _detox(advice, language, in_scope=in_scope),
        tuple(_beside(code, rule, page, advice, language) for code, rule, page in BESIDES),
        tuple(
            (in_language(option.title, language), _because(advice.dated.by_option[option.code][0], advice, language))
            for option in advice.dated.guideline.options.values()
            if option.kind == "never_offered"
        ),
    )


def _readings(known: Mapping[str, Value], place: Place, now: datetime) -> tuple[Advice, ...]:
    return tuple(
        advise_by(dated_guideline(now, place, {}), with_what_follows(each, guideline().follows), now)
        for each in (known, {**known, "current_medication": "none"})
    )


def _medicine(
    medicine: Medicine, readings: Sequence[Advice], answers: Answers, language: Language, *, in_scope: bool
) -> tuple[tuple[object, ...], Shown]:
    """The medicine, with its place in the order: what does not fit last, naltrexone after what keeps more people alive, then by fit."""
    advice = readings[0]
    findings = sorted((_careful(code, readings) for code in medicine.codes), key=_fit)
    finding = findings[0]
    against = [ruling for each in findings for ruling in _fired(each, AGAINST) if each is finding or verb_of(ruling.rule) == "avoid"]
    found = _status(finding)
    status = found if in_scope or found == "avoid" else ""
    shown = Shown(
        medicine.name.to(language),
        medicine.what.to(language),
        medicine.where[answers.place].to(language),
        status,
        _stands(medicine, finding).to(language) if status else "",
        _reasons(advice, language, _fired(finding, FOR), _offers(finding, advice) + medicine.good),
        (*_reasons(advice, language, against, medicine.hard), *filter(None, [medicine.beware.to(language)])),
        medicine.page,
    )
    order = (status == "avoid", medicine.page == "naltrexone", _fit(finding), finding.rank or 0, advice.dated.order(finding.option))
    return order, shown


def _detox(advice: Advice, language: Language, *, in_scope: bool) -> Shown:
    """Withdrawal alone, never without its danger."""
    finding = advice.finding("withdrawal_management")
    return Shown(
        DETOX.to(language),
        _because(_ruling("changes.withdrawal", advice), advice, language),
        "",
        _status(finding) if in_scope else "",
        "",
        (),
        _reasons(advice, language, _fired(finding, AGAINST), ("changes.withdrawal_is_no_treatment",)),
        "withdrawal",
    )


def _beside(code: str, rule: str, page: str, advice: Advice, language: Language) -> Shown:
    option = advice.dated.guideline.options[code]
    return Shown(in_language(option.title, language), _because(_ruling(rule, advice), advice, language), "", "", "", (), (), page)


def _stands(medicine: Medicine, finding: Finding) -> Words:
    """How it stands, in words that promise nothing."""
    waits = finding.status in ("ask", "wait") and any(medicine.meanwhile)
    return medicine.meanwhile if waits else STANDS.get(_status(finding), NOTHING)


def _offers(finding: Finding, advice: Advice) -> tuple[str, ...]:
    """The rules by which the option is offered to anybody."""
    return tuple(ruling.id for ruling in advice.dated.by_option[finding.option.code] if verb_of(ruling.rule) == "offer")


def _careful(code: str, readings: Sequence[Advice]) -> Finding:
    """The least favourable of what several readings find, with the reasons of them all."""
    findings = [reading.finding(code) for reading in readings]
    fired = {each.ruling.id: each for finding in findings for each in finding.fired}
    return replace(max(findings, key=_fit), fired=tuple(fired.values()))


def _status(finding: Finding) -> Status:
    """What it is, or will be if what has still to be asked proves clear."""
    return finding.then or finding.status


def _fit(finding: Finding) -> int:
    return STATUSES.index(_status(finding))


def _fired(finding: Finding, verbs: tuple[str, ...]) -> list[Ruling]:
    rulings = [fired.ruling for fired in finding.fired if verb_of(fired.ruling.rule) in verbs and fired.ruling.id not in FOR_EVERYBODY]
    return sorted(rulings, key=lambda ruling: verbs.index(verb_of(ruling.rule)))


def _reasons(advice: Advice, language: Language, fired: Iterable[Ruling], always: Iterable[str]) -> tuple[str, ...]:
    """The reasons as they are read, what was told about first; each once."""
    rulings = [*fired, *(_ruling(name, advice) for name in always)]
    return tuple(dict.fromkeys(_because(ruling, advice, language) for ruling in rulings))


def _ruling(name: str, advice: Advice) -> Ruling:
    """A rule of the guideline by its name. LookupError where it has none such in force here."""
    found = next((ruling for ruling in advice.dated.rulings if ruling.id == name), None)
    if found is None:
        raise LookupError(f"the guideline has no rule {name!r} in force in {advice.dated.place}")
    return found


def _because(ruling: Ruling, advice: Advice, language: Language) -> str:
    """The rule's reason; one whose source nobody has read again says so."""
    why = reason(ruling, advice.dated, language)
    return why if ruling.rule.source.seen else f"{why} {UNCONFIRMED.to(language)}"
