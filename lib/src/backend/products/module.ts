import { moduleBytes, type WasmFunction } from '../../formula/wasm/module';
import { compiled, isShared } from '../../formula/wasm/on-memory';
import { productFunction } from './blocks';
import { copyRowsFunction, multiplyFunction } from './multiply';
import { packAcross, packAny, packLines } from './pack';
import { partFunctions } from './parts';
import { fusedShape, plainShape, type TileShape } from './shape';
import { tileFunction } from './tile';

/** The functions of products whose tiles have this shape. */
export function productFunctions(shape: TileShape): WasmFunction[] {
  const { rows, vectors, fused } = shape;
  const tiles = Array.from({ length: rows * vectors }, (_, k) => tileFunction({ rows: 1 + (k % rows), vectors: 1 + Math.floor(k / rows), fused }));
  return [
    ...tiles,
    copyRowsFunction,
    multiplyFunction(shape),
    productFunction(shape),
    packLines('packRows', { vectors: 1, bytes: 4 * rows }),
    packLines('packColumns', { vectors, bytes: 16 * vectors }),
    packAcross('packAcross', { vectors }),
    packAny('packAny'),
    ...partFunctions(shape),
  ];
}

/** What is called from outside. */
export type ProductFunctions = {
  product(...parameters: number[]): void;
  part(board: number, turn: number, room: number, aside: number): void;
  takeParts(board: number, room: number): number;
};

/** The functions on a memory, and what another thread has them from. */
export interface ProductModule {
  readonly functions: ProductFunctions;
  readonly module: WebAssembly.Module;
}

/** The shape of tiles that suits the engine: with fused instructions where it has them. */
export function shapeHere(): TileShape {
  return hasFused() ? fusedShape : plainShape;
}

/** Makes the functions ready for a memory. */
export function instantiateProducts(shape: TileShape, memory: WebAssembly.Memory): ProductModule {
  const module = compiled(productFunctions(shape), isShared(memory));
  // What the exports are is known from the functions alone.
  return { module, functions: new WebAssembly.Instance(module, { tfjs: { memory } }).exports as WebAssembly.Exports & ProductFunctions };
}

function hasFused(): boolean {
  return WebAssembly.validate(Uint8Array.from(moduleBytes([tileFunction({ rows: 1, vectors: 1, fused: true })])));
}
