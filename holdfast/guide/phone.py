"""What to say on the phone, with the person's own case in it. The words to say are in the language of the country; beside them, for who
reads Spanish, what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.guide.answers import Answers
from holdfast.guide.languages import Language, Words

NAMES: dict[str, Words] = {
    "heroin": Words("heroin", "heroína"),
    "fentanyl": Words("fentanyl", "fentanilo"),
    "nitazene": Words("nitazenes", "nitacenos"),
    "pills": Words("pain pills", "pastillas para el dolor"),
    "treatment": Words("street methadone or buprenorphine", "metadona o buprenorfina de la calle"),
    "alcohol": Words("alcohol", "alcohol"),
    "sedatives": Words("benzos or sleeping pills", "benzos o pastillas para dormir"),
    "stimulants": Words("cocaine or meth", "cocaína o metanfetamina"),
}
WANTED: dict[str, Words] = {
    "methadone": Words("methadone", "metadona"),
    "buprenorphine": Words("buprenorphine", "buprenorfina"),
    "naltrexone": Words("naltrexone", "naltrexona"),
    "": Words("methadone or buprenorphine", "metadona o buprenorfina"),
}
PAYS: dict[str, Words] = {
    "medicaid": Words("Do you take Medicaid?", "¿Aceptan Medicaid?"),
    "medicare": Words("Do you take Medicare?", "¿Aceptan Medicare?"),
    "private": Words("Do you take insurance from …?", "¿Aceptan un seguro de …?"),
    "military": Words("Do you take TRICARE or VA care?", "¿Aceptan TRICARE o la atención de VA?"),
    "none": Words("What would it cost with no insurance? Is there help to pay?", "¿Cuánto costaría sin seguro? ¿Hay ayuda para pagar?"),
    "": Words("What would it cost? Which insurance do you take?", "¿Cuánto costaría? ¿Qué seguros aceptan?"),
}
ASK_FOR_SPANISH = Words("Is there someone who speaks Spanish?", "¿Hay alguien que hable español?")
THEY_MAY_ASK: tuple[Words, ...] = (
    Words("What is used, how much, how often, and when last.", "Qué se usa, cuánto, cada cuánto y cuándo fue la última vez."),
    Words("Other drugs, alcohol, and all medicines.", "Otras drogas, alcohol y todas las medicinas."),
    Words("Health, and if there could be a pregnancy.", "La salud y si podría haber un embarazo."),
    Words("A name and a number to call back. A first name is enough to start.", "Un nombre y un número. Para empezar basta el nombre."),
)
NOT_SOON = Words(
    "If they have no time within two days, ask who has. Then call the next place. Do not wait for a call back.",
    "Si no hay cita en dos días, pregunte quién la tiene. Luego llame al siguiente lugar. No espere a que le llamen.",
)


def script(answers: Answers) -> list[Words]:
    """The sentences in the order in which they are said, each with its meaning in Spanish."""
    return list(_another(answers) if answers.for_another else _oneself(answers))


def aloud(answers: Answers, language: Language) -> list[Words]:
    """The sentences for a reader: who reads Spanish asks first for somebody who speaks it."""
    first = [ASK_FOR_SPANISH] if language == "es" or answers.has("else", "spanish") else []
    return [*first, *script(answers)]


def _oneself(answers: Answers) -> Iterator[Words]:
    problem = _problem(answers)
    yield Words(f"Hello. I am looking for help with {problem.en}.", f"Hola. Busco ayuda con {problem.es}.")
    if used := _used(answers):
        yield Words(f"I use {used.en}.", f"Uso {used.es}.")
    if answers.has("now", "pregnant"):
        yield Words("I am pregnant. I was told I come first.", "Estoy embarazada. Me dijeron que voy primero.")
    if answers.has("now", "out"):
        yield Words(
            "I have just been without it for some days. I could overdose.",
            "Acabo de pasar unos días sin consumir. Podría tener una sobredosis.",
        )
    if answers.has("now", "overdose"):
        yield Words("I had an overdose not long ago.", "Tuve una sobredosis hace poco.")
    if answers.has("now", "withdrawal"):
        yield Words("I am in withdrawal now.", "Tengo abstinencia ahora.")
    yield from _medicine(answers, Words("I would like to start", "Quisiera empezar"))
    yield Words("Can I be seen today or within two days?", "¿Me pueden atender hoy o en dos días?")
    yield from _both(answers)
    if answers.has("daily", "no"):
        yield Words("I cannot come every day. What could we do?", "No puedo ir cada día. ¿Qué podemos hacer?")
    if answers.has("remote", "yes"):
        yield Words("Can visits be by phone or video?", "¿Las citas pueden ser por teléfono o video?")
    if answers.has("now", "unsafe"):
        yield Words("I have no safe place to stay. Can you help?", "No tengo un lugar seguro. ¿Pueden ayudarme?")
    yield Words("If not you, who near here can see me this week?", "Si no son ustedes, ¿quién cerca puede atenderme esta semana?")


def _another(answers: Answers) -> Iterator[Words]:
    problem = _problem(answers)
    yield Words(
        f"Hello. I am calling for someone who needs help with {problem.en}.",
        f"Hola. Llamo por alguien que necesita ayuda con {problem.es}.",
    )
    if used := _used(answers):
        yield Words(f"They use {used.en}.", f"Usa {used.es}.")
    if answers.has("now", "pregnant"):
        yield Words("They are pregnant. I was told they come first.", "Está embarazada. Me dijeron que va primero.")
    if answers.has("now", "out"):
        yield Words(
            "They have just been without it for some days. They could overdose.",
            "Acaba de pasar unos días sin consumir. Podría tener una sobredosis.",
        )
    if answers.has("now", "overdose"):
        yield Words("They had an overdose not long ago.", "Tuvo una sobredosis hace poco.")
    if answers.has("now", "withdrawal"):
        yield Words("They are in withdrawal now.", "Tiene abstinencia ahora.")
    yield from _medicine(answers, Words("They would like to start", "Quisiera empezar"))
    yield Words("Can they be seen today or within two days?", "¿Le pueden atender hoy o en dos días?")
    yield from _both(answers)
    if answers.has("daily", "no"):
        yield Words("They cannot come every day. What could we do?", "No puede ir cada día. ¿Qué podemos hacer?")
    if answers.has("remote", "yes"):
        yield Words("Can visits be by phone or video?", "¿Las citas pueden ser por teléfono o video?")
    if answers.has("now", "unsafe"):
        yield Words("They have no safe place to stay. Can you help?", "No tiene un lugar seguro. ¿Pueden ayudar?")
    yield Words("Is there help for families too?", "¿Hay ayuda también para la familia?")
    yield Words("If not you, who near here can see them this week?", "Si no son ustedes, ¿quién cerca puede atenderle esta semana?")


def _problem(answers: Answers) -> Words:
    return Words("alcohol or other drugs", "el alcohol u otras drogas") if answers.no_opioid_named else Words("opioids", "los opioides")


def _medicine(answers: Answers, wish: Words) -> Iterator[Words]:
    if answers.no_opioid_named and not answers.wished:
        yield Words("What help do you have for that?", "¿Qué ayuda tienen para eso?")
        return
    if answers.has("medicine", "none"):
        yield Words("What help is there without a medicine, and with one?", "¿Qué ayuda hay sin medicina, y con medicina?")
        return
    wanted = WANTED[answers.wished]
    if answers.wished:
        yield Words(f"{wish.en} {wanted.en}. Do you prescribe it?", f"{wish.es} {wanted.es}. ¿La recetan?")
    else:
        yield Words(f"Do you prescribe {wanted.en}?", f"¿Recetan {wanted.es}?")


def _both(answers: Answers) -> Iterator[Words]:
    """What is asked in the same words for oneself and for another."""
    if answers.place == "us":
        yield PAYS.get(answers.one("paying"), PAYS[""])
    if answers.has("else", "under16", "under18"):
        age = "under 16" if answers.has("else", "under16") else "16 or 17"
        edad = "menos de 16" if answers.has("else", "under16") else "16 o 17"
        yield Words(f"The age is {age}. Do you have a team for that?", f"La edad es {edad}. ¿Tienen un equipo para eso?")
    if answers.has("else", "children", "baby"):
        yield Words("Is there child care, or can children come?", "¿Hay cuidado de niños, o pueden ir los niños?")
    if answers.has("else", "sign"):
        yield Words("Do you have someone for sign language?", "¿Tienen a alguien para lengua de señas?")


def _used(answers: Answers) -> Words | None:
    """What is used, as a list in words; None where it was not told."""
    found = [name for code, name in NAMES.items() if answers.has("what", code)]
    if not found:
        return None
    return Words(_listed([name.en for name in found], "and"), _listed([name.es for name in found], "y"))


def _listed(names: list[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
