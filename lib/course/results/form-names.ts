/** The forms of one result. */
export const resultFormNames = ['gradescope', 'classroom50', 'github-classroom', 'github-classroom-base64', 'junit', 'summary', 'annotations', 'html'] as const;

/** The forms of a whole batch. */
export const batchFormNames = ['overview', 'nbgrader', 'canvas', 'moodle'] as const;

export type ResultForm = (typeof resultFormNames)[number];
export type BatchForm = (typeof batchFormNames)[number];
