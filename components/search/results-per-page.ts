/** Hits in one page of results, in the first render on the server and in later requests. */
export const resultsPerPage = 30
