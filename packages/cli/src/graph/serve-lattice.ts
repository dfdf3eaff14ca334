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
import { folderOfWords, readWords } from '../building/build-word.js';
import type { Output } from '../output.js';
import { sourcesOfFault } from '../project/sources-of-fault.js';
import { type WatchedFiles, watchFiles } from '../project/watch-files.js';
import { type Drawn, type DrawRequest, drawLattice } from './draw-lattice.js';
import { servePage } from './serve-page.js';

/**
 * What is wrong with a source is told, and the next change is waited for; at the start it is an error.
 *
 * @throws CodedError PORT_TAKEN, WATCH_FAILED, and every error of drawing
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

  const sources = watchFiles(drawn.readFiles);
  const redraw = async () => {
    try {
      drawn = await drawLattice(request, io);
      sources.add(drawn.readFiles);
      page.send('lattice', drawn.diagram.nodes.length);
      output.detail(`${drawn.diagram.nodes.length} nodes drawn`);
    } catch (fault) {
      if (!isCodedError(fault)) throw fault;
      sources.add(await sourcesOfFault(drawn.project.lattice.file, fault, io));
      io.err(formatError(fault));
      page.send('fault', fault.message);
    }
  };
  makeFolder(words);
  const builds = watchFiles([words]);
  const tell = async () => page.send('builds', readWords(words));
  try {
    return await Promise.race([follow(sources, redraw), follow(builds, tell)]);
  } finally {
    page.close();
    await Promise.all([sources.close(), builds.close()]);
  }
}

/** One at a time; what changes meanwhile is for the next. */
async function follow({ next }: WatchedFiles, work: () => Promise<void>): Promise<never> {
  for (;;) {
    await next();
    await work();
  }
}

/** So that it can be watched before the first build. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {}
}
