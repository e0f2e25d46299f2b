package io.pagewalk.dcs;

import tools.jackson.core.JsonParser;

/** Reads an object: a whole answer, or a row in it. */
@FunctionalInterface
interface AnswerReader<R> {

  /**
   * Reads one object.
   *
   * @param json stands at the object's opening brace; must stand at its closing brace afterwards
   * @throws Undecodable if the object is not what the API promises
   */
  R read(JsonParser json);
}
