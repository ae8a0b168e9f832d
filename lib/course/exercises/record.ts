import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Given } from '../subject/subject';
import { decode, encode, type Wire } from '../subject/wire';
import type { Exercise, Player, WrongVersion } from './exercise';

/**
 * What a lesson's solutions and wrong versions answer in public, as data: with it a student's own check knows right from wrong, and which wrong, where
 * neither solutions nor wrong versions are. By the numbers of its exercises.
 */
export type AnswerRecord = Readonly<Record<string, ExerciseRecord>>;

interface ExerciseRecord {
  readonly asks: readonly (readonly Wire[])[];
  readonly right: readonly Wire[];
  readonly wrong: readonly { readonly kind: WrongVersion['kind']; readonly says: string; readonly answers: readonly Wire[] }[];
}

/** Records an exercise; undefined for one whose answers everybody can read off a formula. */
export async function recordOf({ asks, reference, wrong }: Exercise): Promise<ExerciseRecord | undefined> {
  if (asks === undefined) return undefined;
  const versions: ExerciseRecord['wrong'][number][] = [];
  for (const { kind, says, plays } of wrong()) versions.push({ kind, says, answers: await answersOf(plays, asks) });
  return { asks: asks.map(given => given.map(value => encode(value))), right: await answersOf(reference, asks), wrong: versions };
}

async function answersOf(plays: Player, asks: readonly (readonly Given[])[]): Promise<Wire[]> {
  const answers: Wire[] = [];
  for (const given of asks) answers.push(encode(await plays(given)));
  return answers;
}

/** The record that lies beside the declarations of a lesson; undefined where there is none, as where the solutions themselves are. */
export function readRecord(folder: string): AnswerRecord | undefined {
  const file = recordFile(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AnswerRecord) : undefined;
}

export function recordFile(folder: string): string {
  return join(folder, 'answers.json');
}

/** An exercise that answers out of its record; where there is none, the exercise as it is. */
export function recorded<One extends Exercise>(exercise: One, record: ExerciseRecord | undefined): One {
  if (record === undefined) return exercise;
  const { asks, right, wrong } = record;
  return { ...exercise, reference: playback(asks, right), wrong: () => wrong.map(({ kind, says, answers }) => ({ kind, says, plays: playback(asks, answers) })) };
}

function playback(asks: ExerciseRecord['asks'], answers: readonly Wire[]): Player {
  const byAsk = new Map(asks.map((given, k) => [JSON.stringify(given), answers[k] as Wire]));
  return given => {
    const key = JSON.stringify(given.map(value => encode(value)));
    const answer = byAsk.get(key);
    if (answer === undefined) throw new Error(`the record of answers has none for ${key}; it belongs to another version of the exercise`);
    return decode(answer);
  };
}
