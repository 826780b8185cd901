import ts from 'typescript';
import type { SourceFile } from '../source-files';

/** A source file, and the syntax tree that the TypeScript compiler reads from it. */
export interface ParsedFile extends SourceFile {
  readonly tree: ts.SourceFile;
}

/** How often a file breaks a rule and may, with the sentence that says why. */
type Exception = readonly [count: number, why: string];

/** A rule about code. It names the lines that break it, so that they can be counted by file. */
export interface CodeRule {
  readonly name: string;
  /** The paths of the files that the rule speaks of. */
  readonly in: RegExp;
  readonly except?: RegExp;
  readonly broken: (file: ParsedFile) => readonly number[];
  /** Texts that break the rule exactly once each: a rule that cannot fail is no rule. */
  readonly planted: readonly SourceFile[];
  /** Texts that come close and keep the rule. */
  readonly kept?: readonly SourceFile[];
  /** The files that break the rule for a reason that stays. */
  readonly exceptions?: Readonly<Record<string, Exception>>;
}

/** TypeScript, and the scripts that Node runs as they are. */
export const CODE = /\.(ts|mjs|cjs)$/;

/** Specs, the suites that several adapters run, and everything that only specs use. */
export const TEST_CODE = new RegExp(
  [
    '^test/',
    '^apps/[^/]+/test/',
    '^libs/testing/',
    '/spec/',
    '\\.(spec|examples|fixtures)\\.ts$',
  ].join('|'),
);

export const parsed = (file: SourceFile): ParsedFile => ({
  ...file,
  tree: ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true),
});

/** The line of a node, counted from 1. */
export const lineOf = ({ tree }: ParsedFile, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

/** Every node of a tree below a node, parents before children. */
export function* nodesBelow(node: ts.Node): Generator<ts.Node> {
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) {
    yield child;
    yield* nodesBelow(child);
  }
}

/** A rule's `broken` for the syntax that a predicate knows. */
export const everyNode =
  (breaks: (node: ts.Node) => boolean) =>
  (file: ParsedFile): readonly number[] =>
    [...nodesBelow(file.tree)].filter(breaks).map((node) => lineOf(file, node));
