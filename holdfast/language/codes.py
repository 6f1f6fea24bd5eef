"""Codes of the clinical vocabularies, one type each, checked when written.

`Code` is never used bare: a rule or reader that means RxNorm says `RxNorm("6813")`, so that a LOINC number can never
stand where a drug is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from holdfast.language.errors import RuleError


@dataclass(frozen=True)
class Code:
    """One code of one vocabulary. `system` is the FHIR URI; `shape` what a code of it looks like."""

    value: str
    system: ClassVar[str] = ""
    shape: ClassVar[str] = r".+"

    def __post_init__(self) -> None:
        if not re.fullmatch(self.shape, self.value):
            raise RuleError(f"{self.value!r} is not a {type(self).__name__} code")


class RxNorm(Code):
    """A medicine, as a US prescription names it."""

    system = "http://www.nlm.nih.gov/research/umls/rxnorm"
    shape = r"\d{1,8}"


class ICD10CM(Code):
    """A diagnosis, as a US record or claim names it; a trailing `-` stands for every code below."""

    system = "http://hl7.org/fhir/sid/icd-10-cm"
    shape = r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?-?"


class SNOMEDCT(Code):
    """A clinical finding, procedure or product. SNOMED CT is licensed by SNOMED International."""

    system = "http://snomed.info/sct"
    shape = r"\d{6,18}"


class LOINC(Code):
    """A test or questionnaire. LOINC is copyright of Regenstrief Institute and free to use."""

    system = "http://loinc.org"
    shape = r"\d{1,7}-\d|LA\d+-\d"


class HCPCS(Code):
    """A service billed in the US (level II codes only; CPT is not used)."""

    system = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
    shape = r"[A-V]\d{4}"


class ATC(Code):
    """A medicine, as records outside the US name it."""

    system = "http://www.whocc.no/atc"
    shape = r"[A-Z]\d{2}[A-Z]{2}\d{2}"
