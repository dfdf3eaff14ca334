// The pointer on the diagram: drags move it, the wheel and two fingers zoom, a click opens, with shift or ctrl it chooses.
import { nodeHeight } from '../layout-data.js';
import type { Actions } from './actions.js';
import { pan, toDrawing, zoomAt } from './camera.js';
import { byId } from './elements.js';
import type { State, Store } from './state.js';

/** Farther than this, a press is a drag. */
const still = 4;

export function nodeAt({ data, camera }: State, atX: number, atY: number): number | undefined {
  const [x, y] = toDrawing(camera, atX, atY);
  const room = 3 / camera.scale;
  const index = data.layout.places.findIndex(
    (place) =>
      Math.abs(place.x - x) <= place.width / 2 + room && Math.abs(place.y - y) <= nodeHeight / 2 + room,
  );
  return index < 0 ? undefined : index;
}

export function listenToPointer({ state, set }: Store, actions: Actions): void {
  const canvas = byId<HTMLCanvasElement>('canvas');
  const pressed = new Map<number, { x: number; y: number }>();
  let moved = 0;
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressed.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    moved = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = pressed.get(event.pointerId);
    if (!before) {
      const isOver = nodeAt(state, event.offsetX, event.offsetY) !== undefined;
      canvas.classList.toggle('over', isOver);
      return;
    }
    const [dx, dy] = [event.offsetX - before.x, event.offsetY - before.y];
    moved += Math.abs(dx) + Math.abs(dy);
    const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y);
      const factor = apart({ x: event.offsetX, y: event.offsetY }) / Math.max(apart(before), 1);
      set({ camera: zoomAt(state.camera, factor, other.x, other.y) });
    } else if (moved > still) set({ camera: pan(state.camera, dx, dy) });
    Object.assign(before, { x: event.offsetX, y: event.offsetY });
  });
  const release = (event: PointerEvent) => {
    const isClick = event.type === 'pointerup' && pressed.delete(event.pointerId) && moved <= still;
    pressed.delete(event.pointerId);
    if (!isClick) return;
    const index = nodeAt(state, event.offsetX, event.offsetY);
    if (index === undefined) actions.close();
    else if (event.shiftKey || event.ctrlKey || event.metaKey) actions.choose(index);
    else actions.open(index);
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 18 : 1;
      set({
        camera: zoomAt(state.camera, Math.exp(-event.deltaY * lines * 0.0016), event.offsetX, event.offsetY),
      });
    },
    { passive: false },
  );
}
