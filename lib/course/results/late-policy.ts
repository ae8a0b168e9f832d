import type { LateScore } from '../grading/result';
import { knownOptions, type Names } from '../../src/options';
import { shownPoints } from './points';

/** A course's rule for work that comes late. */
export interface LatePolicy {
  /** Percent of the points reached that each begun hour or day takes, from 0 to 100; default 0. */
  readonly percent?: number;
  /** What that percentage is taken for; default each begun day. */
  readonly per?: 'hour' | 'day';
  /** Minutes after the deadline that cost nothing; past them lateness counts from the deadline itself. Default 0. */
  readonly graceMinutes?: number;
  /** Percent of the points reached that lateness never takes, from 0 to 100; default 0. */
  readonly floor?: number;
  /** Percent of all points that late work can have at most, from 0 to 100; default 100. */
  readonly cap?: number;
  /** Days that a student may be late for nothing, over the whole course; default 0. */
  readonly lateDays?: number;
}

/** One submission, for `applyLatePolicy`. */
export interface LateSubmission {
  /** The points reached. */
  readonly raw: number;
  /** The points that could be reached. */
  readonly points: number;
  /** When it was handed in; where nothing says, it is not late. */
  readonly submittedAt?: string | undefined;
  readonly dueAt: string;
  /** This student's own later deadline; one before `dueAt` changes nothing. */
  readonly extendedTo?: string | undefined;
  /** Free late days that the student has spent before; default none. */
  readonly lateDaysUsed?: number;
}

const [hour, day] = [3600, 24 * 3600];

/**
 * What lateness takes off a score: `raw`, `penalty` and the `score` that is left, never more than `raw`. It depends on the times that are given and on
 * no clock, so a submission that is graded again loses the same. Free days are spent only where they save points, and no more than that needs.
 *
 * Errors: a setting that is unknown or outside its interval, a time that is none.
 */
export function applyLatePolicy(policy: LatePolicy, submission: LateSubmission): LateScore {
  const { percent, per, graceMinutes, floor, cap, lateDays } = settled(policy);
  const { raw, points, submittedAt, dueAt, extendedTo, lateDaysUsed = 0 } = submission;
  if (!(raw >= 0 && raw <= points + 1e-9)) throw new Error(`late policy: raw must be in [0, ${points}], got ${raw}`);
  const due = Math.max(seconds('dueAt', dueAt), extendedTo === undefined ? -Infinity : seconds('extendedTo', extendedTo));
  const behind = submittedAt === undefined ? 0 : seconds('submittedAt', submittedAt) - due;
  const secondsLate = behind > graceMinutes * 60 ? behind : 0;
  const unit = per === 'hour' ? hour : day;
  const left = (free: number): number => {
    const counted = secondsLate - free * day;
    if (counted <= 0) return raw;
    const share = Math.max(floor, 100 - percent * Math.ceil(counted / unit)) / 100;
    return Math.min(raw * share, points * cap / 100);
  };
  const available = Math.min(Math.max(0, lateDays - lateDaysUsed), Math.ceil(secondsLate / day));
  const spent = fewestFor(left, available);
  const score = left(spent);
  return { raw, penalty: raw - score, score, secondsLate, lateDaysUsed: spent, explanation: explained(secondsLate, spent, raw - score) };
}

/** The fewest free days with which as many points are left as with all of them. */
function fewestFor(left: (free: number) => number, available: number): number {
  for (let free = 0; free < available; free += 1) if (left(free) === left(available)) return free;
  return available;
}

const names: Names<LatePolicy> = { percent: true, per: true, graceMinutes: true, floor: true, cap: true, lateDays: true };

function settled(policy: LatePolicy): Required<LatePolicy> {
  const given = knownOptions('late policy', policy, names);
  const all: Required<LatePolicy> = { percent: 0, per: 'day', graceMinutes: 0, floor: 0, cap: 100, lateDays: 0, ...given };
  for (const name of ['percent', 'floor', 'cap'] as const) {
    if (!(all[name] >= 0 && all[name] <= 100)) throw new Error(`late policy: ${name} must be in [0, 100], got ${all[name]}`);
  }
  for (const name of ['graceMinutes', 'lateDays'] as const) {
    if (!(all[name] >= 0 && all[name] < Infinity)) throw new Error(`late policy: ${name} must be a number from 0 up, got ${all[name]}`);
  }
  if (!Number.isInteger(all.lateDays)) throw new Error(`late policy: lateDays must be a whole number, got ${all.lateDays}`);
  if (!['hour', 'day'].includes(all.per)) throw new Error(`late policy: per must be hour or day, got ${String(all.per)}`);
  return all;
}

/** A date without a zone would mean another time on another machine, so it has to have one. */
function seconds(name: string, time: string): number {
  const parsed = /T.*(Z|[+-]\d\d:?\d\d)$/.test(time) ? Date.parse(time) / 1000 : NaN;
  if (Number.isNaN(parsed)) throw new Error(`late policy: ${name} must be a time with its zone, such as 2026-06-01T12:00:00Z, got "${time}"`);
  return parsed;
}

function explained(secondsLate: number, spent: number, penalty: number): string {
  if (secondsLate === 0) return '';
  const free = spent === 0 ? '' : ` Late days spent on it: ${spent}.`;
  return `Handed in ${duration(secondsLate)} late, which costs ${shownPoints(penalty)} points.${free}`;
}

function duration(length: number): string {
  const minutes = Math.ceil(length / 60);
  const parts = [[Math.floor(minutes / (24 * 60)), 'd'], [Math.floor(minutes / 60) % 24, 'h'], [minutes % 60, 'min']] as const;
  return parts.filter(([count]) => count !== 0).map(part => part.join(' ')).join(' ');
}
