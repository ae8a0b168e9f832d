import * as tf from '@tensorflow/tfjs';
import * as descent from '../../src';
import { compiledName, rememberSources } from '../../src/notebook/source-places';
import { inProcess } from '../subject/in-process';
import { CallFailure, type Subject } from '../subject/subject';
import { failureOf, readThrown } from '../subject/thrown';
import type { CompiledLesson } from './compile-submission';
import { runProgram } from './run-program';

/**
 * A compiled lesson in this very process, with nothing between it and this machine: for code that one trusts, as solutions and stubs are, and one's
 * own. Errors: a `CallFailure` where it does not load.
 */
export async function loadHere(slug: string, { code, map }: CompiledLesson): Promise<Subject> {
  const name = compiledName(slug);
  rememberSources(name, map);
  try {
    const { exports, replace } = await runProgram(code, name, { descent, '@tensorflow/tfjs': tf });
    return inProcess(exports, { replace });
  } catch (error) {
    const { message, place } = failureOf(readThrown(error));
    throw new CallFailure('does not load', message, place);
  }
}
