// Takes the absolute path of a folder, gives the flake reference of it.

/** Whatever the path holds, it stays a path: `#`, `?`, spaces and their like are escaped as in any URL. */
export function pathReference(folder: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const segments = folder.split('/').map((name) => encodeURIComponent(name).replace(/[!'()*]/g, percent));
  return `path:${segments.join('/')}`;
}
