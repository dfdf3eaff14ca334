// The facts of a machine as a configuration: a machine with everything, one with nothing, and this one.

import { readHostFacts } from '@flake-lattice/programs';
import { describe, expect, test } from '@jest/globals';
import { buildConfig } from '../build-config.js';
import { mergeConfigs } from '../merge/merge-configs.js';
import { withoutMarks } from '../toml/marked-table.js';
import { writeToml } from '../toml/write-toml.js';
import { hostConfig } from './host-config.js';

describe('hostConfig', () => {
  test('fills in rustc, cargo, target triple, system and cores', () => {
    const { configs, warnings } = hostConfig({
      system: 'x86_64-linux',
      triple: 'x86_64-unknown-linux-gnu',
      cores: 8,
      tools: {
        rustc: { path: '/r/rustc', version: 'rustc 1.90.0' },
        cargo: { path: '/r/cargo', version: 'cargo 1.90.0' },
      },
    });
    expect(warnings).toEqual([]);
    expect(writeToml(withoutMarks(mergeConfigs(configs)))).toBe(
      [
        '[nix]\nsystem = "x86_64-linux"\n',
        '[rust]\nrustc = "/r/rustc"\ncargo = "/r/cargo"\n',
        '[build]\ntarget = [ "x86_64-unknown-linux-gnu" ]\njobs = 8\n',
      ].join('\n'),
    );
  });

  test('says what it leaves out', () => {
    const { configs, warnings } = hostConfig({ system: 'aarch64-darwin', cores: 1, tools: {} });
    expect(configs).toHaveLength(2);
    expect(warnings).toEqual([
      '--host leaves `rust.rustc` out: there is no rustc on the PATH',
      '--host leaves `rust.cargo` out: there is no cargo on the PATH',
      '--host leaves `build.target` out: there is no rustc to name it',
    ]);
  });

  test('makes a valid configuration of this machine', async () => {
    const facts = await readHostFacts({ cwd: import.meta.dirname, env: process.env });
    expect(() => buildConfig(hostConfig(facts).configs)).not.toThrow();
  });
});
