// `errors`: explains an error code at length, or lists all codes.
import { alignColumns, type CommandFace, type CommandIo, wrapText } from '@flake-lattice/command-shell';
import { nearestName } from '@flake-lattice/config-builder';
import { CodedError, type ErrorCode, type ExitStatus, errorCodes, exitStatus } from '@flake-lattice/errors';
import { declareOutput, type Output, type OutputOptions, outputOf } from '../output.js';

export function errors(io: CommandIo): CommandFace<OutputOptions> {
  return {
    name: 'errors',
    description:
      'Explains an error code: what happened, why it is refused, how to mend it, and an example. Without one, lists all codes.',
    examples: [
      { line: 'flake-lattice errors NODE_CYCLE', does: 'what `error[NODE_CYCLE]` is about' },
      { line: 'flake-lattice errors', does: 'all codes, each with a sentence' },
      { line: 'flake-lattice errors BUILD_FAILED --json', does: 'for programs' },
    ],
    declare: (command) => {
      command.argument('[code]', 'the code, as `error[CODE]` has it (default: all)');
      declareOutput(command);
    },
    body: (options, [code]) => {
      const output = outputOf(io, options);
      return code === undefined ? list(output) : explain(codeNamed(code), output);
    },
  };
}

async function list(output: Output): Promise<ExitStatus> {
  const codes = Object.entries(errorCodes).map(([code, summary]) => ({ code, summary }));
  output.line(alignColumns(codes.map(({ code, summary }) => [code, summary])).trimEnd());
  output.json({ codes });
  output.progress('\nflake-lattice errors CODE explains one of them');
  return exitStatus.done;
}

async function explain(code: ErrorCode, output: Output): Promise<ExitStatus> {
  const { explanations } = await import('@flake-lattice/errors/explanations');
  const { happened, why, mend, example } = explanations[code];
  const [language, text] = example;
  const { bold, dim } = output.colours;
  const part = (title: string, said: string) => ['', bold(title), ...wrapText(said, 78).map(indent)];
  const lines = [
    `${bold(code)}: ${errorCodes[code]}`,
    ...part('What happened', happened),
    ...part('Why it is refused', why),
    ...part('How to mend it', mend),
    ...['', bold('Example')],
    ...text.split('\n').map((line) => indent(line.startsWith('#') ? dim(line) : line)),
  ];
  output.line(lines.join('\n'));
  output.json({ code, summary: errorCodes[code], happened, why, mend, example: { language, text } });
  return exitStatus.done;
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

/** Also of `error[CODE]` as it was printed, and in small letters. @throws CodedError USAGE */
function codeNamed(said: string): ErrorCode {
  const name = said
    .replace(/^(?:error|warning)\[(.*?)\]?:?$/i, '$1')
    .toUpperCase()
    .replaceAll('-', '_');
  if (Object.hasOwn(errorCodes, name)) return name as ErrorCode;
  const codes = Object.keys(errorCodes);
  const near = nearestName(name, codes);
  const alike = near === undefined ? codes.filter((code) => name !== '' && code.includes(name)) : [near];
  throw new CodedError({
    code: 'USAGE',
    message: `there is no error code \`${JSON.stringify(said).slice(1, -1)}\``,
    hint: `${alike.length > 0 ? `did you mean ${alike.join(', ')}? ` : ''}flake-lattice errors   (lists all)`,
  });
}
