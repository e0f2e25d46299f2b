package io.pagewalk.samples.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The body of a create request. It is read strictly, so that a client's mistake shows.
 *
 * @param nodeId the node whose keys are to be analysed
 * @param backupId the backup to analyse, or null to make one
 */
record CreateBody(String nodeId, @Nullable String backupId) {

  /**
   * @throws BadRequestException if it is not an object of node_id and perhaps backup_id
   */
  static CreateBody of(byte[] body) {
    try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
      return read(json);
    } catch (JacksonException malformed) {
      throw new BadRequestException("the body is not JSON");
    }
  }

  private static CreateBody read(JsonParser json) {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new BadRequestException("the body is not a JSON object");
    }
    String nodeId = null;
    String backupId = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_NULL) {
        continue;
      }
      if (value != JsonToken.VALUE_STRING) {
        throw new BadRequestException(name + " must be a string");
      }
      switch (name) {
        case "node_id" -> nodeId = json.getString();
        case "backup_id" -> backupId = json.getString();
        default -> throw new BadRequestException("body field " + name + " is unknown");
      }
    }
    if (json.nextToken() != null) {
      throw new BadRequestException("something follows the JSON object");
    }
    if (nodeId == null || nodeId.isEmpty()) {
      throw new BadRequestException("node_id is required");
    }
    return new CreateBody(nodeId, backupId);
  }
}
