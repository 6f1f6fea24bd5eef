"""Which FHIR version a resource is written in, told by its type and shape, so that another version is refused by name and never misread."""

from __future__ import annotations

import re

from holdfast.fhir.elements import Obj


def _types(names: str) -> frozenset[str]:
    return frozenset(names.split())


READ = frozenset({
    "Patient", "Condition", "Observation", "MedicationRequest", "MedicationStatement", "MedicationAdministration", "Procedure",
    "Encounter", "QuestionnaireResponse", "AllergyIntolerance",
})  # fmt: skip
"""The ten that Holdfast reads. `Medication` is read too, where one of them points to it."""

R4_TYPES = READ | _types(
    """
    Account ActivityDefinition AdverseEvent Appointment AppointmentResponse AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure
    Bundle CapabilityStatement CarePlan CareTeam CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression
    CodeSystem Communication CommunicationRequest CompartmentDefinition Composition ConceptMap Consent Contract Coverage
    CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric DeviceRequest
    DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis Endpoint EnrollmentRequest
    EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit FamilyMemberHistory
    Flag Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy Immunization ImmunizationEvaluation
    ImmunizationRecommendation ImplementationGuide InsurancePlan Invoice Library Linkage List Location Measure MeasureReport Media
    Medication MedicationDispense MedicationKnowledge MedicinalProduct MedicinalProductAuthorization MedicinalProductContraindication
    MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured
    MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition MessageHeader
    MolecularSequence NamingSystem NutritionOrder ObservationDefinition OperationDefinition OperationOutcome Organization
    OrganizationAffiliation Parameters PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole Provenance
    Questionnaire RelatedPerson RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment
    RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition StructureDefinition StructureMap
    Subscription Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial
    SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet VerificationResult
    VisionPrescription
    """
)

DSTU2, STU3, R5, OLDER = "DSTU2", "STU3", "R5", "DSTU2 or STU3"

_OTHER_TYPES: dict[str, str] = {
    **dict.fromkeys(("MedicationOrder", "Conformance", "DiagnosticOrder", "DeviceUseRequest", "ImagingObjectSelection", "Order",
                     "OrderResponse"), DSTU2),
    **dict.fromkeys(("BodySite", "DataElement", "DeviceComponent", "EligibilityRequest", "EligibilityResponse", "ProcedureRequest",
                     "ProcessRequest", "ProcessResponse", "ReferralRequest"), OLDER),
    **dict.fromkeys(("ExpansionProfile", "ImagingManifest", "Sequence", "ServiceDefinition"), STU3),
    **dict.fromkeys(("ActorDefinition", "ArtifactAssessment", "BiologicallyDerivedProductDispense", "ConditionDefinition",
                     "DeviceAssociation", "DeviceDispense", "DeviceUsage", "EncounterHistory", "FormularyItem", "GenomicStudy",
                     "ImagingSelection", "InventoryItem", "InventoryReport", "NutritionIntake", "Permission", "RequestOrchestration",
                     "Requirements", "TestPlan", "Transport"), R5),
}  # fmt: skip

_SHAPES: dict[str, dict[str, str]] = {
    "Condition": {"dateRecorded": DSTU2, "patient": DSTU2, "assertedDate": STU3, "participant": R5},
    "AllergyIntolerance": {"substance": DSTU2, "assertedDate": STU3, "participant": R5},
    "MedicationStatement": {"wasNotTaken": DSTU2, "patient": DSTU2, "taken": STU3, "medication": R5},
    "MedicationRequest": {"definition": STU3, "context": STU3, "medication": R5},
    "MedicationAdministration": {"wasNotGiven": DSTU2, "patient": DSTU2, "notGiven": STU3, "medication": R5, "occurenceDateTime": R5},
    "Procedure": {"notPerformed": DSTU2, "notDone": STU3, "occurrenceDateTime": R5, "occurrencePeriod": R5},
    "Encounter": {"patient": DSTU2, "actualPeriod": R5},
    "QuestionnaireResponse": {"group": DSTU2},
    "Observation": {"comments": DSTU2, "comment": STU3},
    "Patient": {"animal": OLDER},
}
"""Elements that the version named has and R4 has not."""

_PROFILE = re.compile(r"/(DSTU2|STU3|R5|5\.0|3\.0|1\.0)(?:\.\d+)?/|[/-](dstu2|stu3|r5)(?=[/|]|$)")
_PROFILE_NAMES = {"5.0": R5, "3.0": STU3, "1.0": DSTU2}
_NUMBERS = (("1.0", DSTU2), ("3.0", STU3), ("5.", R5), ("0.", "DSTU1"))


def other_version(resource: Obj) -> str | None:
    """The FHIR version that `resource` shows by its type, its shape or its profile, unless that may be R4."""
    kind = resource.get("resourceType")
    if not isinstance(kind, str):
        return None
    if kind in _OTHER_TYPES:
        return _OTHER_TYPES[kind]
    for key, version in _SHAPES.get(kind, {}).items():
        if resource.get(key) is not None:
            return version
    return _by_status(kind, resource) or _by_number(resource.get("fhirVersion")) or _by_profile(resource.get("meta"))


def _by_status(kind: str, resource: Obj) -> str | None:
    if kind in ("Condition", "AllergyIntolerance") and isinstance(resource.get("clinicalStatus"), str):
        return OLDER
    if kind in ("Condition", "AllergyIntolerance") and isinstance(resource.get("verificationStatus"), str):
        return OLDER
    if kind == "Encounter":
        if isinstance(resource.get("class"), str):
            return DSTU2
        if isinstance(resource.get("class"), list):
            return R5
    return None


def _by_number(number: object) -> str | None:
    if not isinstance(number, str):
        return None
    return next((version for start, version in _NUMBERS if number.startswith(start)), None)


def _by_profile(meta: object) -> str | None:
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    for profile in profiles if isinstance(profiles, list) else ():
        match = _PROFILE.search(profile) if isinstance(profile, str) else None
        if match:
            name = match[1] or match[2].upper()
            return _PROFILE_NAMES.get(name, name)
    return None
