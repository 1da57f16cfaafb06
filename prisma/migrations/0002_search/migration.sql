-- The words of a title as search compares them: lower case, without accents. Immutable, so that an index can hold them.
CREATE FUNCTION title_words(title text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_remove(regexp_split_to_array(
    translate(lower(regexp_replace(normalize(title, NFKD), '[\u0300-\u036f]', '', 'g')), '–—…“”‘’«»', '          '),
    '[^[:alnum:]\u0080-\uffff]+'
  ), '')
$$;

CREATE INDEX "Document_title_words" ON "Document" USING GIN (title_words("title"));

-- Access is asked through the words' own index.
DROP INDEX "Passage_matterId_idx";
