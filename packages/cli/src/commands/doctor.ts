// `doctor`: looks for whatever would keep the lattice from working, and says of each how to mend it.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { surveyFlakes } from '../adoption/plan-adoption.js';
import { dataOf, tableOf } from '../adoption/show-adoption.js';
import { checks } from '../doctor/checks.js';
import { type Diagnosis, diagnose, printDiagnosis } from '../doctor/diagnose.js';
import { diagnoseFlakes } from '../doctor/diagnose-flakes.js';
import { examine } from '../doctor/patient.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions } from '../project/read-project.js';

type DoctorOptions = OutputOptions & ProjectOptions;

export function doctor(io: CommandIo): CommandFace<DoctorOptions> {
  return {
    name: 'doctor',
    description:
      'Looks for whatever would keep the lattice from working, and says how to mend it. Exit status 1 where it finds something.',
    examples: [
      { line: 'flake-lattice doctor', does: 'all checks' },
      { line: 'flake-lattice doctor --quiet', does: 'what is found alone' },
      {
        line: 'flake-lattice doctor services/*',
        does: 'what locks of hand-written flakes hold twice, and more',
      },
      { line: 'flake-lattice doctor --json', does: 'for programs' },
    ],
    declare: (command) => {
      command.argument('[path...]', 'look at these flakes instead, which need be in no lattice');
      declareOutput(declareProject(command));
    },
    body: (options, paths) => (paths.length === 0 ? run(options, io) : runOnFlakes(options, paths, io)),
  };
}

async function run(options: DoctorOptions, io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const diagnoses: readonly Diagnosis[] = await diagnose(checks, examine(options, io));
  printDiagnosis(diagnoses, output, { all: !options.quiet });
  return diagnoses.some(({ outcome }) => outcome === 'found') ? exitStatus.found : exitStatus.done;
}

async function runOnFlakes(
  options: DoctorOptions,
  paths: readonly string[],
  io: CommandIo,
): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const survey = await surveyFlakes(
    { paths, asNodes: false, rebuild: false, onProgress: output.detail, ...latticeOf(options) },
    io,
  );
  const diagnoses = diagnoseFlakes(survey);
  output.line(`${tableOf(survey)}\n`);
  const { nodes } = dataOf(survey, [], false);
  const withNodes = {
    ...output,
    json: (data: unknown) => output.json({ ...(data as object), flakes: nodes }),
  };
  printDiagnosis(diagnoses, withNodes, { all: !options.quiet });
  return diagnoses.some(({ outcome }) => outcome === 'found') ? exitStatus.found : exitStatus.done;
}

function latticeOf({ lattice }: DoctorOptions): Pick<DoctorOptions, 'lattice'> {
  return lattice === undefined ? {} : { lattice };
}
