"""The questions of the guide, as data: how each is put to somebody about themselves and about another, why it is asked, what can be
answered. All can be skipped, "not sure" is always there, and nothing is written in words but the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from holdfast.guide.languages import NOTHING, Words
from holdfast.language.expressions import Place

Kind = Literal["radios", "checkboxes", "text"]


@dataclass(frozen=True)
class Choice:
    """One answer to tick. `alone` says nothing with another answer beside it. `only` is the place where it is offered."""

    code: str
    words: Words
    hint: Words = NOTHING
    alone: bool = False
    only: Place | None = None


@dataclass(frozen=True)
class Field:
    """One thing asked on a screen. Without `words` its legend is that of the question. `by_place` is label and example of a text."""

    name: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    words: Words = NOTHING
    them: Words = NOTHING
    by_place: Mapping[Place, tuple[Words, Words]] = field(default_factory=dict)

    def offered(self, place: Place) -> tuple[Choice, ...]:
        """The answers to choose from in that place."""
        return tuple(choice for choice in self.choices if choice.only in (None, place))


@dataclass(frozen=True)
class Question:
    """One screen. `me` is the question to somebody about themselves, `them` about another; `why` says what the answer is used for."""

    code: str
    me: Words
    them: Words
    why: Words
    fields: tuple[Field, ...]
    hint: Words = NOTHING
    only: Place | None = None


TICK_ALL = Words("Tick all that are true.", "Marque todo lo que sea cierto.")
UNSURE = Choice("unsure", Words("Not sure", "No sé"), alone=True)


def unsure(en: str, es: str) -> Choice:
    """Not sure, in the words that fit the question."""
    return Choice("unsure", Words(en, es), alone=True)


WHO = Question(
    "who",
    Words("Who is this for?", "¿Para quién es esto?"),
    Words("Who is this for?", "¿Para quién es esto?"),
    Words("So that we use the right words.", "Para usar las palabras correctas."),
    (
        Field(
            "who",
            "radios",
            (
                Choice("me", Words("Me", "Para mí")),
                Choice("someone", Words("Someone I care about", "Alguien que me importa")),
                Choice("work", Words("Someone I work with", "Alguien con quien trabajo")),
                unsure("I would rather not say", "Prefiero no decirlo"),
            ),
        ),
    ),
    Words("No name. Nothing is kept.", "Sin nombre. No se guarda nada."),
)
WHAT = Question(
    "what",
    Words("What do you use?", "¿Qué usa usted?"),
    Words("What do they use?", "¿Qué usa esa persona?"),
    Words(
        "It tells us which medicine can help, and what is not safe to stop all at once.",
        "Nos dice qué medicina puede ayudar y qué no es seguro dejar de golpe.",
    ),
    (
        Field(
            "what",
            "checkboxes",
            (
                Choice("heroin", Words("Heroin", "Heroína")),
                Choice(
                    "fentanyl",
                    Words("Fentanyl", "Fentanilo"),
                    Words(
                        "Fake pills, such as blue M30s, most often hold it.",
                        "Las pastillas falsas, como las M30 azules, casi siempre lo llevan.",
                    ),
                ),
                Choice("nitazene", Words("Nitazenes", "Nitacenos"), only="uk"),
                Choice(
                    "pills",
                    Words("Pain pills", "Pastillas para el dolor"),
                    Words("Such as oxycodone, hydrocodone or codeine", "Como oxicodona, hidrocodona o codeína"),
                ),
                Choice(
                    "treatment",
                    Words("Methadone or buprenorphine from the street", "Metadona o buprenorfina de la calle"),
                    Words("Buprenorphine is also called Suboxone or subs.", "La buprenorfina también se llama Suboxone."),
                ),
                Choice("alcohol", Words("Also alcohol, a lot or most days", "También alcohol, mucho o casi a diario")),
                Choice(
                    "sedatives",
                    Words("Also benzos or sleeping pills", "También benzos o pastillas para dormir"),
                    Words("Such as Xanax, Valium or Klonopin", "Como Xanax, Valium o Klonopin"),
                ),
                Choice("stimulants", Words("Also cocaine, crack, meth or speed", "También cocaína, crack, metanfetamina o speed")),
                UNSURE,
            ),
        ),
    ),
    TICK_ALL,
)
NOW = Question(
    "now",
    Words("What is going on right now?", "¿Qué pasa ahora mismo?"),
    Words("What is going on for them right now?", "¿Qué le pasa ahora mismo a esa persona?"),
    Words("Some things need help today. We put those first.", "Hay cosas que necesitan ayuda hoy. Las ponemos primero."),
    (
        Field(
            "now",
            "checkboxes",
            (
                Choice(
                    "withdrawal",
                    Words("Sick from not using (withdrawal)", "Malestar por no consumir (abstinencia)"),
                    Words("Sweats, cramps, sick to the stomach, cannot sleep", "Sudores, calambres, náuseas, no poder dormir"),
                ),
                Choice("overdose", Words("An overdose in the last few weeks", "Una sobredosis en las últimas semanas")),
                Choice(
                    "out",
                    Words("Just out of prison, jail, hospital or detox", "Salida reciente de la cárcel, el hospital o una desintoxicación"),
                    Words("Or some days without using, for any reason", "O varios días sin consumir, por cualquier motivo"),
                ),
                Choice("pregnant", Words("Pregnant", "Embarazo")),
                Choice("suicide", Words("Thoughts of suicide or self-harm", "Pensamientos de suicidio o de hacerse daño")),
                Choice("unsafe", Words("No safe place to stay", "Sin un lugar seguro donde quedarse")),
                Choice("none", Words("None of these", "Nada de esto"), alone=True),
                UNSURE,
            ),
        ),
    ),
    TICK_ALL,
)
GOAL = Question(
    "goal",
    Words("What do you want?", "¿Qué quiere usted?"),
    Words("What do they want?", "¿Qué quiere esa persona?"),
    Words("You get help whatever you choose.", "Hay ayuda con cualquier respuesta."),
    (
        Field(
            "goal",
            "radios",
            (
                Choice("stop", Words("To stop using", "Dejar de consumir")),
                Choice("reduce", Words("To use less", "Consumir menos")),
                Choice("stay_safer", Words("To stay safer for now", "Correr menos peligro por ahora")),
                UNSURE,
            ),
        ),
    ),
)
MEDICINE = Question(
    "medicine",
    Words("Which medicine do you want to know about?", "¿Sobre qué medicina quiere saber?"),
    Words("Which medicine do they want?", "¿Qué medicina quiere esa persona?"),
    Words("We look first for places that give it.", "Buscamos primero lugares que la dan."),
    (
        Field(
            "medicine",
            "radios",
            (
                Choice("all", Words("Show me all of them", "Muéstreme todas")),
                Choice(
                    "methadone",
                    Words("Methadone (METH-ah-dohn)", "Metadona"),
                    Words(
                        "A daily drink. It stops withdrawal and the urge to use.", "Una bebida diaria. Quita la abstinencia y las ganas."
                    ),
                ),
                Choice(
                    "buprenorphine",
                    Words("Buprenorphine (byoo-preh-NOR-feen)", "Buprenorfina"),
                    Words(
                        "It melts under the tongue, or is a shot. It does the same.",
                        "Se deshace bajo la lengua, o es una inyección. Hace lo mismo.",
                    ),
                ),
                Choice(
                    "naltrexone",
                    Words("Naltrexone (nal-TREX-ohn)", "Naltrexona"),
                    Words("A monthly shot. Only after days with no opioids.", "Una inyección mensual. Solo tras varios días sin opioides."),
                    only="us",
                ),
                Choice(
                    "naltrexone",
                    Words("Naltrexone (nal-TREX-ohn)", "Naltrexona"),
                    Words("A daily pill. Only after days with no opioids.", "Una pastilla diaria. Solo tras varios días sin opioides."),
                    only="uk",
                ),
                Choice("none", Words("No medicine", "Ninguna medicina")),
                UNSURE,
            ),
        ),
    ),
)
WHERE = Question(
    "where",
    Words("Where are you?", "¿Dónde está usted?"),
    Words("Where are they?", "¿Dónde está esa persona?"),
    Words("To find places near. We do not look up where you are.", "Para encontrar lugares cerca. No averiguamos dónde está."),
    (
        Field(
            "near",
            "text",
            by_place={
                "us": (
                    Words("ZIP code, or town and state", "Código postal (ZIP), o ciudad y estado"),
                    Words("For example 21201, or Baltimore, MD", "Por ejemplo 21201, o Baltimore, MD"),
                ),
                "uk": (
                    Words("First half of the postcode, or town", "Primera mitad del código postal, o ciudad"),
                    Words("For example LS1, or Leeds", "Por ejemplo LS1, o Leeds"),
                ),
            },
        ),
        Field(
            "far",
            "radios",
            (*(Choice(str(far), Words(f"{far} miles", f"{far} millas")) for far in (5, 10, 25, 50, 100)), UNSURE),
            Words("How far can you go?", "¿Hasta dónde puede ir?"),
            Words("How far can they go?", "¿Hasta dónde puede ir esa persona?"),
        ),
        Field(
            "daily",
            "radios",
            (Choice("yes", Words("Yes", "Sí")), Choice("no", Words("No", "No")), UNSURE),
            Words("Could you go there every day at first?", "¿Podría ir cada día al principio?"),
            Words("Could they go there every day at first?", "¿Podría esa persona ir cada día al principio?"),
        ),
        Field(
            "remote",
            "radios",
            (Choice("yes", Words("Yes", "Sí")), Choice("no", Words("No", "No")), UNSURE),
            Words("Could you have visits by phone or video?", "¿Podría tener citas por teléfono o video?"),
            Words("Could they have visits by phone or video?", "¿Podría esa persona tener citas por teléfono o video?"),
        ),
    ),
)
PAYING = Question(
    "paying",
    Words("How could you pay?", "¿Cómo podría pagar?"),
    Words("How could they pay?", "¿Cómo podría pagar esa persona?"),
    Words(
        "To show places that take it. There is care for people who cannot pay.",
        "Para mostrar lugares que lo aceptan. Hay atención para quien no puede pagar.",
    ),
    (
        Field(
            "paying",
            "radios",
            (
                Choice("medicaid", Words("Medicaid", "Medicaid")),
                Choice("medicare", Words("Medicare", "Medicare")),
                Choice("private", Words("Private insurance", "Seguro privado")),
                Choice("military", Words("Military insurance or VA", "Seguro militar o VA")),
                Choice("none", Words("No insurance", "Sin seguro")),
                UNSURE,
            ),
        ),
    ),
    only="us",
)
ELSE = Question(
    "else",
    Words("Is any of this true for you?", "¿Algo de esto es cierto para usted?"),
    Words("Is any of this true for them?", "¿Algo de esto es cierto para esa persona?"),
    Words("Some places have extra help for this.", "Algunos lugares tienen ayuda extra para esto."),
    (
        Field(
            "else",
            "checkboxes",
            (
                Choice("baby", Words("A baby under 1 year old", "Un bebé de menos de 1 año")),
                Choice("children", Words("Children to look after", "Niños a su cargo")),
                Choice("under16", Words("Under 16 years old", "Menor de 16 años")),
                Choice("under18", Words("16 or 17 years old", "16 o 17 años")),
                Choice("mind", Words("Low mood, worry or other mental illness", "Tristeza, ansiedad u otra enfermedad mental")),
                Choice("court", Words("Court, probation or parole", "Tribunal o libertad condicional")),
                Choice("violence", Words("Afraid of someone at home", "Miedo de alguien en casa")),
                Choice("lgbtq", Words("LGBTQ+", "LGBTQ+")),
                Choice("veteran", Words("Served in the military", "Sirvió en el ejército")),
                Choice("spanish", Words("Help in Spanish", "Ayuda en español")),
                Choice("sign", Words("Help in sign language", "Ayuda en lengua de señas")),
                Choice("none", Words("None of these", "Nada de esto"), alone=True),
                UNSURE,
            ),
        ),
    ),
    TICK_ALL,
)

QUESTIONS: tuple[Question, ...] = (WHO, WHAT, NOW, GOAL, MEDICINE, WHERE, PAYING, ELSE)


def asked(place: Place) -> tuple[Question, ...]:
    """The questions of one place, in order. How to pay is not asked where the NHS pays."""
    return tuple(question for question in QUESTIONS if question.only in (None, place))
