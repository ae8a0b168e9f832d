import type { Replayed, Report, Uncover } from './comparison';
import { replayClipping } from './clipping';
import { replayInitializers } from './initializers';
import { replayLosses } from './losses';
import { replayNorms } from './norms';
import type { Content, Kind, RecordedFile } from './recorded';
import { replaySchedules } from './schedules';
import { replayTraining } from './training';
import { replayTrajectories } from './trajectories';
import { replayTransforms } from './transforms';
import { replayAverages } from './weight-averages';

export interface Uncovered {
  readonly file: string;
  readonly id: string;
  readonly why: string;
}

export interface OracleReport {
  readonly replayed: readonly Replayed[];
  readonly uncovered: readonly Uncovered[];
}

const replayers: Readonly<Record<Kind, (content: Content, report: Report, uncover: Uncover) => Promise<void>>> = {
  optimizer_trajectories: replayTrajectories,
  matrix_trajectories: replayTrajectories,
  training: replayTraining,
  schedules: replaySchedules,
  gradient_transforms: replayTransforms,
  gradient_clipping: replayClipping,
  weight_averaging: replayAverages,
  normalization: replayNorms,
  losses: replayLosses,
  initializers: replayInitializers,
};

/** Replays every case of the given files that the library covers; the others are listed with the reason. */
export async function replay(files: readonly RecordedFile[]): Promise<OracleReport> {
  const replayed: Replayed[] = [];
  const uncovered: Uncovered[] = [];
  for (const { file, kind, content } of files) {
    const witness = content.meta?.library ?? 'torch';
    const report: Report = row => void replayed.push({ file, witness, ...row });
    const uncover: Uncover = (id, why) => void uncovered.push({ file, id, why });
    if (kind === undefined) for (const { id } of content.cases ?? []) uncover(String(id), 'the file states no meta.kind');
    else await replayers[kind](content, report, uncover);
  }
  return { replayed, uncovered };
}
