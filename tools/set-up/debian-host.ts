// Says whether packages of Debian can be brought here: the machine is of Debian's kin and has its tools.
import { runProgram } from '@flake-lattice/programs';
import { isDebianKin } from './os-release.js';
import type { SetUp } from './set-up-context.js';

export async function canBringPackages({ system, env }: Pick<SetUp, 'system' | 'env'>): Promise<boolean> {
  if (process.platform !== 'linux' || !isDebianKin(system)) return false;
  const asked = ['apt-get', 'dpkg-deb', 'dpkg'].map((name) =>
    runProgram(name, ['--version'], { cwd: '/', env }),
  );
  return (await Promise.all(asked)).every(({ exitCode }) => exitCode === 0);
}
