import { fileURLToPath } from 'node:url';
import { afterAll, describe, test } from 'vitest';
import { describeCourse } from 'descent/checking';

await describeCourse({ describe, test, afterAll }, fileURLToPath(new URL('../..', import.meta.url)));
