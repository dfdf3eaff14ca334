// Reads a text of Nix for the graph: takes it, gives its facts. What cannot be parsed is a fact too.
import { declaredInputsOf, findPlace, readFlake, readNixText, SyntaxFault } from '@flake-lattice/nix-text';
import type { TextFacts } from './facts.js';
import { inputFactsOf } from './input-facts.js';
import { mayReadRepository } from './repository-use.js';
import { findPaths } from './text-paths.js';

export function readFlakeFacts(text: string): TextFacts {
  return orFault(text, () => {
    const flake = readFlake(text);
    const declared = declaredInputsOf(flake);
    const outputs = flake.set.bindings.filter(
      (binding) => binding.kind !== 'assignment' || binding.path[0]?.name !== 'inputs',
    );
    return {
      ...(declared ? { inputs: inputFactsOf(declared) } : {}),
      paths: findPaths(outputs, text),
      readsRepository: mayReadRepository(flake),
    };
  });
}

/** Of a file that flakes import. */
export function readNixFacts(text: string): TextFacts {
  return orFault(text, () => ({ paths: findPaths(readNixText(text), text), readsRepository: false }));
}

function orFault(text: string, read: () => TextFacts): TextFacts {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    const { line, column } = findPlace(text, fault.offset);
    const { message, mend } = fault;
    return {
      paths: [],
      readsRepository: false,
      fault: { message, line, column, ...(mend === undefined ? {} : { mend }) },
    };
  }
}
