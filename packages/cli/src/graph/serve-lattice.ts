// Serves the page of a lattice and keeps it as the lattice is: takes what is to be drawn, and ends only with its process.

import { mkdirSync } from 'node:fs';
import type { CommandIo } from '@flake-lattice/command-shell';
import { formatError, isCodedError } from '@flake-lattice/errors';
import {
  type Diagram,
  encodeData,
  layOut,
  pageDataOf,
  readPageScript,
  renderHtml,
} from '@flake-lattice/lattice-page';
import { watch } from 'chokidar';
import { folderOfWords, readWords } from '../building/build-word.js';
import type { Output } from '../output.js';
import { type Drawn, type DrawRequest, drawLattice } from './draw-lattice.js';
import { servePage } from './serve-page.js';

/** Editors write a file in several steps, and git many files: this long nothing more has to come, in milliseconds. */
const quiet = 80;

/**
 * What is wrong with a source is told, and the next change is waited for; at the start it is an error.
 *
 * @throws CodedError PORT_TAKEN, and every error of drawing
 */
export async function serveLattice(
  request: DrawRequest,
  port: number,
  output: Output,
  io: CommandIo,
): Promise<never> {
  const script = await readPageScript();
  let drawn: Drawn = await drawLattice(request, io);
  const words = folderOfWords(drawn.project);
  const now = (): Diagram => {
    const builds = readWords(words);
    const nodes = drawn.diagram.nodes.map((node) => {
      const build = builds[node.name];
      return build ? { ...node, build } : node;
    });
    return { ...drawn.diagram, nodes };
  };
  const page = await servePage(port, {
    html: () => renderHtml(now(), { script, live: true }),
    data: () => {
      const diagram = now();
      return encodeData(pageDataOf(diagram, layOut(diagram.nodes)));
    },
  });
  io.out(`${page.address}\n`);
  output.progress('following what is edited and what is being built; Ctrl-C ends it');

  const sources = watch([...drawn.readFiles], { ignoreInitial: true, depth: 0 });
  const redraw = oneAtATime(async () => {
    try {
      drawn = await drawLattice(request, io);
      sources.add([...drawn.readFiles]);
      page.send('lattice', drawn.diagram.nodes.length);
      output.detail(`${drawn.diagram.nodes.length} nodes drawn`);
    } catch (fault) {
      if (!isCodedError(fault)) throw fault;
      io.err(formatError(fault));
      page.send('fault', fault.message);
    }
  });
  sources.on('all', redraw);
  makeFolder(words);
  const builds = watch(words, { ignoreInitial: true, depth: 0 });
  builds.on(
    'all',
    oneAtATime(async () => page.send('builds', readWords(words))),
  );
  return new Promise<never>(() => {});
}

/** After the quiet; what comes meanwhile is for the next. */
function oneAtATime(work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(work);
    }, quiet);
  };
}

/** So that it can be watched before the first build. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {}
}
