/** Hits that are shown at once, by the server and the page alike. */
export const resultsPerPage = 30
