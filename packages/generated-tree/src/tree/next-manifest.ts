// Takes a survey and what is to become of each file, gives the manifest that stands when all of it is done.
import type { Manifest, ManifestEntry } from '../manifest/manifest.js';
import type { Decision } from './decide.js';
import type { Survey } from './survey-tree.js';
import { isConcerned } from './tree-plan.js';

/** What the run is not about stays as it is known. */
export function nextManifest({ plan, known }: Survey, decisions: readonly Decision[]): Manifest {
  const next = new Map<string, ManifestEntry>();
  for (const [path, entry] of known) if (!isConcerned(plan, path)) next.set(path, entry);
  for (const { file, entry } of decisions) if (entry) next.set(file.path, entry);
  return next;
}
