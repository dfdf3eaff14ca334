// Where the history of a work tree is read from: its folders, and the environment that git is started in.
export interface HistoryPlace {
  /** Absolute path of the work tree's top folder. */
  readonly root: string;
  /** Absolute path, for files in passing. */
  readonly stateFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
