// Takes a name and the width of its box, gives what of the name fits in it.

/** A name that is longer than the widest box, with an ellipsis in its middle. */
export function cutName(name: string, width: number): string {
  const most = Math.floor((width - 44) / 7.3) + 1;
  if (name.length <= most) return name;
  const half = Math.floor((most - 1) / 2);
  return `${name.slice(0, most - 1 - half)}…${name.slice(name.length - half)}`;
}
