// CQL → ELM with the translator of the CQL group (npm: @cqframework/cql), which comes without the model of CQL's own types and
// without FHIR's: the first stands below, the second is in cql-exec-fhir.
import { webcrypto } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

globalThis.crypto ??= webcrypto; // Debian's node 18 does not have it there, and the translator needs it

const CLASSES = {
  Quantity: { value: "Decimal", unit: "String" },
  Ratio: { numerator: "Quantity", denominator: "Quantity" },
  Code: { code: "String", system: "String", version: "String", display: "String" },
  Concept: { codes: "list<System.Code>", display: "String" },
  Vocabulary: { id: "String", version: "String", name: "String" },
};
const typed = (type) => (type.startsWith("list") ? type.replace("<", "&lt;").replace(">", "&gt;") : `System.${type}`);
const SYSTEM = `<m:modelInfo xmlns:m="urn:hl7-org:elm-modelinfo:r1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    name="System" version="1.0.0" url="urn:hl7-org:elm-types:r1" targetQualifier="system">
  <m:typeInfo xsi:type="m:SimpleTypeInfo" name="System.Any"/>
  ${["Boolean", "Integer", "Long", "Decimal", "String", "DateTime", "Date", "Time"]
    .map((name) => `<m:typeInfo xsi:type="m:SimpleTypeInfo" name="System.${name}" baseType="System.Any"/>`)
    .join("")}
  ${Object.entries(CLASSES)
    .map(([name, parts]) => {
      const elements = Object.entries(parts).map(([part, type]) => `<m:element name="${part}" elementType="${typed(type)}"/>`);
      return `<m:typeInfo xsi:type="m:ClassInfo" name="System.${name}" baseType="System.Any">${elements.join("")}</m:typeInfo>`;
    })
    .join("")}
  ${["CodeSystem", "ValueSet"]
    .map((name) => `<m:typeInfo xsi:type="m:ClassInfo" name="System.${name}" baseType="System.Vocabulary"/>`)
    .join("")}
</m:modelInfo>`;

/** A function that translates one of several libraries, `{name: text}`, and those that it includes: `{main: ELM, included: [ELM], problems: [text]}`.
 *  `folder` is where npm installed the two packages. */
export async function translator(folder) {
  const require = createRequire(join(folder, "package.json"));
  const cql = await import(pathToFileURL(require.resolve("@cqframework/cql/cql-to-elm")));
  const fhir = readFileSync(join(dirname(require.resolve("cql-exec-fhir")), "modelInfos", "fhir-modelinfo-4.0.1.xml"), "utf8");
  const models = { System: SYSTEM, FHIR: fhir };
  const given = (texts) => (name) => (name in texts ? cql.stringAsSource(texts[name]) : null);
  const manager = new cql.ModelManager(); // one for all: it reads a model once
  manager.modelInfoLoader.registerModelInfoProvider(cql.createModelInfoProvider(given(models)));
  const none = () => {
    throw new Error("The export converts no units in CQL's own way.");
  };
  const units = cql.createUcumService(none, () => null, none, none); // hours, days and months are all the units there are
  return (libraries, main) => {
    const options = cql.CqlCompilerOptions.defaultOptions();
    options.setOptions([cql.CqlCompilerOptions.Options.DisableListDemotion, cql.CqlCompilerOptions.Options.DisableListPromotion]);
    const library = new cql.LibraryManager(manager, options, null, units);
    library.librarySourceLoader.registerProvider(cql.createLibrarySourceProvider(given(libraries)));
    const translated = cql.CqlTranslator.fromText(libraries[main], library);
    const problems = translated.exceptions.asJsReadonlyArrayView().map((each) => `${each.severity.name}: ${each.message}`);
    const included = [...translated.libraries.asJsReadonlyMapView().values()].map((each) => cql.CqlTranslator.convertToJson(each));
    return { main: JSON.parse(translated.toJson()), included: included.map((each) => JSON.parse(each)), problems };
  };
}

// By itself: node translate.mjs FOLDER LIBRARIES ELM, the last two JSON files.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, given, written] = process.argv.slice(2);
  const { libraries, main } = JSON.parse(readFileSync(given, "utf8"));
  writeFileSync(written, JSON.stringify((await translator(folder))(libraries, main)));
}
