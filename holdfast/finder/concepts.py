"""What a person can search for, and what a listing must say for it: each choice once, with its words in English and Spanish.

A listing's offers are concepts, such as `payment.medicaid`: the codes that feeds use, in one vocabulary. "Used", "accepts people who
take it" and "prescribes" are three different things. Only the last one gets somebody a medicine. What a search asks for are terms, such
as `payment.none`: few, short, and worked out from the offers when a listing is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """Something to search for. A listing has it if it says any of `says`. One that says nothing under its `kind` has not stated it
    either way; nor has one that says the `general` concept and nothing finer, as a licence for living in that does not say how long."""

    kind: str
    code: str
    en: str
    es: str
    says: frozenset[str]

    general: str = ""

    @property
    def term(self) -> str:
        """What stands among the terms of a listing that has it."""
        return f"{self.kind}.{self.code}"

    def title(self, language: str) -> str:
        """Its words in that language."""
        return self.es if language == "es" else self.en


GENERAL = {
    "residential_short": "setting.residential",
    "residential_long": "setting.residential",
    "intensive_outpatient": "setting.outpatient",
}


def _choices(kind: str, *rows: tuple[str, str, str, str]) -> Mapping[str, Choice]:
    return {code: Choice(kind, code, en, es, frozenset(says.split()), GENERAL.get(code, "")) for code, en, es, says in rows}


MEDICINES = _choices(
    "medicine",
    ("methadone", "Methadone", "Metadona", "program.otp record.otp medication.methadone.maintenance"),
    (
        "buprenorphine",
        "Buprenorphine",
        "Buprenorfina",
        "medication.buprenorphine.prescribes medication.buprenorphine.maintenance record.bup_practitioner",
    ),
    ("naltrexone", "Naltrexone", "Naltrexona", "medication.naltrexone.prescribes medication.naltrexone.relapse_prevention"),
)
"""What a place really prescribes, by what it says of its own treatment of opioid use disorder (FindTreatment's `OT`), never by the
medicines it has merely seen used."""

FIRST_CHOICE = ("methadone", "buprenorphine")
"""The two that save most lives: what a place is sorted by unless somebody asks for another."""

LEVELS = _choices(
    "level",
    (
        "outpatient",
        "Visits, living at home",
        "Visitas, viviendo en casa",
        "setting.outpatient setting.outpatient.standard setting.outpatient.moud",
    ),
    ("intensive_outpatient", "Several visits a week", "Varias visitas por semana", "setting.outpatient.iop"),
    (
        "partial_hospitalisation",
        "Day treatment, nights at home",
        "Tratamiento de día, noches en casa",
        "setting.partial_hospitalization setting.outpatient.php",
    ),
    ("residential_short", "Living in, up to a month", "Internado, hasta un mes", "setting.residential.short_term"),
    ("residential_long", "Living in, for longer", "Internado, por más tiempo", "setting.residential.long_term"),
    (
        "residential",
        "Living in",
        "Internado",
        "setting.residential setting.residential.short_term setting.residential.long_term",
    ),
    ("recovery_housing", "A home with others in recovery", "Una casa con otras personas en recuperación", "care.recovery_housing"),
    (
        "outpatient_withdrawal_management",
        "Help with withdrawal, living at home",
        "Ayuda con la abstinencia, viviendo en casa",
        "setting.outpatient.wm",
    ),
    (
        "inpatient_withdrawal_management",
        "Help with withdrawal, staying in",
        "Ayuda con la abstinencia, internado",
        "setting.residential.wm setting.hospital_inpatient.wm",
    ),
    (
        "hospital",
        "Hospital",
        "Hospital",
        "setting.hospital_inpatient setting.hospital_inpatient.wm setting.hospital_inpatient.treatment",
    ),
)

PAYMENTS = _choices(
    "payment",
    ("medicaid", "Medicaid", "Medicaid", "payment.medicaid"),
    ("medicare", "Medicare", "Medicare", "payment.medicare"),
    ("private", "Private insurance", "Seguro privado", "payment.private_insurance"),
    ("military", "Military insurance or VA", "Seguro militar o VA", "payment.military_insurance payment.va"),
    ("state", "State insurance", "Seguro del estado", "payment.state_insurance"),
    (
        "none",
        "Free, or by what you earn",
        "Gratis, o según lo que gana",
        "payment.free payment.sliding_fee payment.assistance",
    ),
    ("self_pay", "Paying yourself", "Pago propio", "payment.self_pay"),
)

GROUPS = _choices(
    "group",
    ("pregnant", "Pregnant or a new parent", "Embarazo o bebé recién nacido", "population.pregnant_postpartum"),
    ("women", "Women", "Mujeres", "population.women"),
    ("men", "Men", "Hombres", "population.men"),
    ("adolescents", "Under 18", "Menores de 18 años", "population.adolescents"),
    ("young_adults", "Young adults", "Adultos jóvenes", "population.young_adults"),
    ("older_adults", "Older adults", "Personas mayores", "population.older_adults"),
    ("lgbtq", "LGBTQ+", "LGBTQ+", "population.lgbtq"),
    ("veterans", "Veterans", "Veteranos", "population.veterans"),
    ("justice", "Court, probation or prison", "Tribunal, libertad condicional o cárcel", "population.justice_involved"),
    ("mental_health", "Mental health too", "También salud mental", "population.co_occurring care.co_occurring_smi"),
    ("pain", "Lasting pain too", "También dolor que no se va", "population.chronic_pain"),
    ("violence", "Violence at home", "Violencia en casa", "population.domestic_violence_survivors support.domestic_violence"),
    ("trauma", "Trauma", "Trauma", "population.trauma_survivors population.ptsd"),
    ("hiv", "HIV", "VIH", "population.hiv"),
)

HELPS = _choices(
    "help",
    ("telehealth", "By phone or video", "Por teléfono o video", "delivery.telehealth"),
    ("child_care", "Child care", "Cuidado de niños", "support.childcare support.beds_for_children"),
    ("transport", "Help to get there", "Ayuda con el transporte", "support.transport"),
    ("interim", "Care while you wait", "Atención mientras espera", "access.interim_care"),
    ("naloxone", "Naloxone and how to use it", "Naloxona y cómo usarla", "harm_reduction.naloxone_education"),
)

LANGUAGES = _choices(
    "language",
    ("es", "Spanish", "Español", "language.es"),
    ("sign", "Sign language", "Lengua de señas", "language.sign"),
    ("ar", "Arabic", "Árabe", "language.ar"),
    ("zh", "Chinese", "Chino", "language.zh"),
    ("ht", "Haitian Creole", "Criollo haitiano", "language.ht"),
    ("fa", "Farsi", "Farsi", "language.fa"),
    ("fr", "French", "Francés", "language.fr"),
    ("hi", "Hindi", "Hindi", "language.hi"),
    ("hmn", "Hmong", "Hmong", "language.hmn"),
    ("ja", "Japanese", "Japonés", "language.ja"),
    ("ko", "Korean", "Coreano", "language.ko"),
    ("pl", "Polish", "Polaco", "language.pl"),
    ("pt", "Portuguese", "Portugués", "language.pt"),
    ("ru", "Russian", "Ruso", "language.ru"),
    ("tl", "Tagalog", "Tagalo", "language.tl"),
    ("vi", "Vietnamese", "Vietnamita", "language.vi"),
)

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "medicine": ("medication.", "moud_policy.", "program.otp", "record.otp"),
    "level": ("setting.", "care.withdrawal_management", "care.recovery_housing", "wm."),
    "payment": ("payment.",),
    "group": ("population.",),
    "help": ("therapy.", "delivery.", "support.", "access.", "harm_reduction."),
    "language": ("language.",),
}
"""Where a listing would state each kind of thing: one that says nothing that begins so has not stated it."""

TREATS = frozenset(
    ["care.sud_treatment", "care.withdrawal_management", "record.sud_facility", "record.otp", "record.bup_practitioner", "program.otp"]
)
"""A listing is shown only if it says one of these: a place for mental health alone does not treat opioid use disorder."""

STANDING: Mapping[str, frozenset[str]] = {
    "treats": TREATS,
    "not_for_opioids": frozenset(["moud_policy.no_oud", "exclusive.aud_only", "exclusive.dui_only"]),
    "takes_people_on_medicine": frozenset(
        ["moud_policy.accepts_elsewhere", "moud_source.in_network", "moud_source.contracted", "medication.moud.time_limited"]
    ),
    "uses_no_medicine": frozenset(["moud_policy.does_not_use"]),
}
"""How a place stands, by what it says of itself."""
HOUSING = "care.recovery_housing"
TREATS_THERE = frozenset(["care.sud_treatment", "care.withdrawal_management", "program.otp"])
""""Home": housing that lists none of these. Every such house is a "substance use facility" on the record, so that says nothing."""
TABLES = (MEDICINES, LEVELS, PAYMENTS, GROUPS, HELPS, LANGUAGES)


def terms(offers: Collection[str]) -> frozenset[str]:
    """What a listing with these offers can be found by: each choice that it has, each that it has not stated, how it stands."""
    said = set(offers)
    choices = [choice for table in TABLES for choice in table.values()]
    found = {choice.term for choice in choices if choice.says & said}
    found |= {f"{choice.term}?" for choice in choices if not choice.says & said and not _stated(choice, said)}
    if HOUSING in said and not TREATS_THERE & said:
        found.add("home")
    return frozenset(found | {standing for standing, says in STANDING.items() if says & said})


def _stated(choice: Choice, said: Collection[str]) -> bool:
    """Whether a listing that has not got it says so: it lists others of that kind, and finer ones where there are finer ones."""
    if choice.general in said:
        return any(offer.startswith(f"{choice.general}.") for offer in said)
    return any(offer.startswith(HEADINGS[choice.kind]) for offer in said)
