// Plan: takes nodes with their ranks, gives the jobs that build them, a stage for each rank, shared out among machines.

export interface Job {
  /** Counts from 1. */
  readonly shard: number;
  /** Sorted; at least one. */
  readonly nodes: readonly string[];
}

export interface Stage {
  /** The lowest rank of its nodes: all that they build upon is in earlier stages, or affected by nothing. */
  readonly rank: number;
  readonly jobs: readonly Job[];
}

export interface JobLimits {
  /** How many jobs a stage has at most; no more than there may be in all. */
  readonly shards: number;
  /** How many jobs there may be in all; stages are joined where there would be more. */
  readonly mostJobs?: number;
}

export function planJobs(
  nodes: readonly string[],
  rankOf: (node: string) => number,
  { shards, mostJobs = Number.POSITIVE_INFINITY }: JobLimits,
): readonly Stage[] {
  const ranks = [...new Set(nodes.map(rankOf))].sort((one, other) => one - other);
  const shares = Math.min(shards, mostJobs);
  const mostStages = Math.floor(mostJobs / shares);
  const ranksOfStage = Math.max(1, Math.ceil(ranks.length / mostStages));
  const stages: Stage[] = [];
  for (let at = 0; at < ranks.length; at += ranksOfStage) {
    const together = new Set(ranks.slice(at, at + ranksOfStage));
    const members = nodes.filter((node) => together.has(rankOf(node))).sort();
    stages.push({ rank: ranks[at] as number, jobs: shareOut(members, shares) });
  }
  return stages;
}

/** Shares differ by one node at most. */
function shareOut(nodes: readonly string[], shares: number): readonly Job[] {
  const count = Math.min(shares, nodes.length);
  return Array.from({ length: count }, (_, index) => ({
    shard: index + 1,
    nodes: nodes.filter((_node, place) => place % count === index),
  }));
}
