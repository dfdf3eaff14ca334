// Where the page looks: takes the size of the window and of the drawing, gives places on the screen and back. Pure.

export interface Camera {
  /** The place of the drawing at the left upper corner. */
  readonly x: number;
  readonly y: number;
  /** Points of the screen for one of the drawing. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const [smallest, largest] = [0.02, 4];
/** The left one has the words of the ranks. */
const margins = { left: 62, right: 60, vertical: 34 } as const;

/** All of it, in the middle, and no larger than it is by itself. */
export function fit(drawing: Size, window: Size): Camera {
  const across = (window.width - margins.left - margins.right) / Math.max(drawing.width, 1);
  const down = (window.height - 2 * margins.vertical) / Math.max(drawing.height, 1);
  const scale = clamp(Math.min(across, down, 1.15));
  const off = (margins.left - margins.right) / 2 / scale;
  return {
    x: (drawing.width - window.width / scale) / 2 - off,
    y: (drawing.height - window.height / scale) / 2,
    scale,
  };
}

/** What lies below a point of the screen stays below it. */
export function zoomAt(camera: Camera, factor: number, x: number, y: number): Camera {
  const scale = clamp(camera.scale * factor);
  return {
    x: camera.x + x / camera.scale - x / scale,
    y: camera.y + y / camera.scale - y / scale,
    scale,
  };
}

export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** Moves as little as is needed to see a place with some room around it; nothing where it is seen. */
export function reveal(
  camera: Camera,
  place: { readonly x: number; readonly y: number },
  window: Size,
): Camera {
  const room = { x: Math.min(150, window.width / 3), y: Math.min(70, window.height / 3) };
  const [x, y] = toScreen(camera, place.x, place.y);
  const dx = x < room.x ? room.x - x : x > window.width - room.x ? window.width - room.x - x : 0;
  const dy = y < room.y ? room.y - y : y > window.height - room.y ? window.height - room.y - y : 0;
  return dx === 0 && dy === 0 ? camera : pan(camera, dx, dy);
}

/** In the middle, near enough to be read. */
export function centre(
  camera: Camera,
  place: { readonly x: number; readonly y: number },
  window: Size,
): Camera {
  const scale = Math.max(camera.scale, 0.85);
  return { x: place.x - window.width / 2 / scale, y: place.y - window.height / 2 / scale, scale };
}

export function toScreen({ x, y, scale }: Camera, atX: number, atY: number): readonly [number, number] {
  return [(atX - x) * scale, (atY - y) * scale];
}

export function toDrawing({ x, y, scale }: Camera, atX: number, atY: number): readonly [number, number] {
  return [atX / scale + x, atY / scale + y];
}

function clamp(scale: number): number {
  return Math.min(Math.max(scale, smallest), largest);
}
