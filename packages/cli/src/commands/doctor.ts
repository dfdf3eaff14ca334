// `doctor`: looks for whatever would keep the lattice from working, and says of each how to mend it.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { checks } from '../doctor/checks.js';
import { type Diagnosis, diagnose, printDiagnosis } from '../doctor/diagnose.js';
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
      { line: 'flake-lattice doctor --json', does: 'for programs' },
    ],
    declare: (command) => void declareOutput(declareProject(command)),
    body: (options) => run(options, io),
  };
}

async function run(options: DoctorOptions, io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const diagnoses: readonly Diagnosis[] = await diagnose(checks, examine(options, io));
  printDiagnosis(diagnoses, output, { all: !options.quiet });
  return diagnoses.some(({ outcome }) => outcome === 'found') ? exitStatus.found : exitStatus.done;
}
