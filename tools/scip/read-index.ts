// Reads an index as rust-analyzer writes it: takes the bytes of the file, gives its documents with their occurrences.
import { join } from 'node:path';
import protobuf from 'protobufjs';

export interface ScipIndex {
  /** Of rust-analyzer. */
  readonly version: string;
  readonly documents: readonly ScipDocument[];
}

export interface ScipDocument {
  /** From the folder of the crate: `src/lib.rs`. */
  readonly path: string;
  readonly occurrences: readonly Occurrence[];
}

/** A stretch of a file that defines or names a symbol. */
export interface Occurrence {
  /** Counted from 0; the character in bytes of UTF-8 from the start of the line. */
  readonly line: number;
  readonly character: number;
  /** `rust-analyzer cargo semver 1.0.14 parse/Error#`; of what is local to a function, `local 7`. */
  readonly symbol: string;
  readonly isDefinition: boolean;
}

/** As the fields of scip.proto come out. */
interface IndexMessage {
  readonly metadata: { readonly toolInfo: { readonly version: string } };
  readonly documents: readonly {
    readonly relativePath: string;
    readonly positionEncoding: string;
    readonly occurrences: readonly {
      readonly range: readonly number[];
      readonly symbol: string;
      readonly symbolRoles: number;
    }[];
  }[];
}

const definition = 1;

export async function readIndex(bytes: Uint8Array): Promise<ScipIndex> {
  const schema = await protobuf.load(join(import.meta.dirname, 'scip.proto'));
  const type = schema.lookupType('scip.Index');
  const { metadata, documents } = type.toObject(type.decode(bytes), {
    defaults: true,
    enums: String,
  }) as IndexMessage;
  return {
    version: metadata.toolInfo.version,
    documents: documents.map(({ relativePath, positionEncoding, occurrences }) => {
      if (positionEncoding !== 'UTF8CodeUnitOffsetFromLineStart')
        throw new Error(`positions of ${relativePath} are ${positionEncoding}`);
      return {
        path: relativePath,
        occurrences: occurrences.map(({ range, symbol, symbolRoles }) => ({
          line: range[0] as number,
          character: range[1] as number,
          symbol,
          isDefinition: (symbolRoles & definition) !== 0,
        })),
      };
    }),
  };
}
