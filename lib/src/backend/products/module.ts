import { moduleBytes, type WasmFunction } from '../../formula/wasm/module';
import { onMemory } from '../../formula/wasm/on-memory';
import { productFunction } from './blocks';
import { copyRowsFunction, multiplyFunction } from './multiply';
import { packAcross, packAny, packLines } from './pack';
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
  ];
}

/** What is called from outside. */
export type ProductFunctions = { product(...parameters: number[]): void };

/** The shape of tiles that suits the engine: with fused instructions where it has them. */
export function shapeHere(): TileShape {
  return hasFused() ? fusedShape : plainShape;
}

/** The functions on a memory. */
export function instantiateProducts(shape: TileShape, memory: WebAssembly.Memory): ProductFunctions {
  return onMemory<ProductFunctions>(productFunctions(shape))(memory);
}

function hasFused(): boolean {
  return WebAssembly.validate(Uint8Array.from(moduleBytes([tileFunction({ rows: 1, vectors: 1, fused: true })])));
}
