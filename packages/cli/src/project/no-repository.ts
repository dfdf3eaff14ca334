// Tells why a lattice has no repository: takes its folder, gives an error, of git where that does not run.
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';

/** @param folder absolute path of a folder of which `readRepository` gave nothing */
export async function noRepository(folder: string, { env }: Pick<CommandIo, 'env'>): Promise<CodedError> {
  const { exitCode } = await runProgram('git', ['--version'], { cwd: '/', env });
  if (exitCode !== 0) return noGit();
  return new CodedError({
    code: 'GIT_MISSING',
    message: `\`${folder}\` lies in no git repository, and Nix reads flakes that build upon each other from one alone`,
    hint: `git init -- ${quoteForShell(folder)}`,
  });
}

export function noGit(): CodedError {
  return new CodedError({
    code: 'GIT_MISSING',
    message:
      'there is no `git` that runs, and Nix reads flakes that build upon each other from a repository alone',
    hint: 'install git: https://git-scm.com/downloads',
  });
}
