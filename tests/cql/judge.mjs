// People judged by another vendor's engine, one process for all of them: node judge.mjs JOBS ANSWERS, both JSON files.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import cql from "cql-execution";
import fhir from "cql-exec-fhir";
import { translator } from "../../holdfast/engines/translate.mjs";

const NOBODY = { getId: () => "nobody", findRecords: async () => [] };

/** A source of one person of whom the engine knows only the parameters. */
const bare = () => {
  let left = [NOBODY];
  return { currentPatient: () => left[0], nextPatient: () => (left = left.slice(1))[0], reset: () => {} };
};

function recorded(bundles) {
  const source = fhir.PatientSource.FHIRv401();
  source.loadBundles(bundles);
  return source;
}

const translate = await translator(dirname(fileURLToPath(import.meta.url)));
const jobs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const answers = [];
for (const job of jobs) {
  const { main, included, problems } = translate(job.libraries, job.main);
  const answer = { problems, results: [], seconds: 0, first: 0 };
  answers.push(answer);
  if (problems.length) continue;
  const library = new cql.Library(main, new cql.Repository(included));
  const at = cql.DateTime.parse(job.at);
  const start = process.cpuUsage();
  const spent = () => Object.values(process.cpuUsage(start)).reduce((sum, each) => sum + each) / 1e6;
  for (const person of job.people) {
    const executor = new cql.Executor(library, new cql.CodeService({}), person.facts ?? {});
    const found = await executor.exec(person.bundle ? recorded([person.bundle]) : bare(), at);
    answer.first ||= spent();
    const [results] = Object.values(found.patientResults);
    answer.results.push(job.wanted ? job.wanted.map((name) => results[name]) : results);
  }
  answer.seconds = spent();
}
writeFileSync(process.argv[3], JSON.stringify(answers));
