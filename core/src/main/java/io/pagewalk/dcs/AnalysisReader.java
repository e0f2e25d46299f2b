package io.pagewalk.dcs;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads what an analysis found. */
final class AnalysisReader implements Answers.FieldReader {

  private @Nullable String id;
  private @Nullable String instanceId;
  private @Nullable String nodeId;
  private @Nullable String backupId;
  private @Nullable String groupName;
  private @Nullable String nodeIp;
  private @Nullable String nodeIpv6;
  private @Nullable String nodeType;
  private @Nullable String analysisType;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable List<OfflineKeyAnalysis.KeyPrefix> largestKeyPrefixes;
  private @Nullable List<OfflineKeyAnalysis.Key> largestKeys;
  private OptionalLong totalBytes = OptionalLong.empty();
  private OptionalLong totalNum = OptionalLong.empty();
  private @Nullable List<OfflineKeyAnalysis.TypeBytes> typeBytes;
  private @Nullable List<OfflineKeyAnalysis.TypeNum> typeNum;

  private AnalysisReader() {}

  static OfflineKeyAnalysis read(JsonParser json) {
    AnalysisReader reader = new AnalysisReader();
    Answers.answer(json, reader);
    return reader.analysis();
  }

  @Override
  public void read(String name, JsonParser json) {
    switch (name) {
      case "id" -> id = Answers.string(json);
      case "instance_id" -> instanceId = Answers.string(json);
      case "node_id" -> nodeId = Answers.string(json);
      case "backup_id" -> backupId = Answers.string(json);
      case "group_name" -> groupName = Answers.string(json);
      case "node_ip" -> nodeIp = Answers.string(json);
      case "node_ipv6" -> nodeIpv6 = Answers.string(json);
      case "node_type" -> nodeType = Answers.string(json);
      case "analysis_type" -> analysisType = Answers.string(json);
      case "started_at" -> startedAt = Answers.time(json);
      case "finished_at" -> finishedAt = Answers.time(json);
      case "largest_key_prefixes" ->
          largestKeyPrefixes = Answers.list(json, row -> Row.read(row).keyPrefix());
      case "largest_keys" -> largestKeys = Answers.list(json, row -> Row.read(row).key());
      case "total_bytes" -> totalBytes = Answers.integer(json);
      case "total_num" -> totalNum = Answers.integer(json);
      case "type_bytes" -> typeBytes = Answers.list(json, row -> Row.read(row).typeBytes());
      case "type_num" -> typeNum = Answers.list(json, row -> Row.read(row).typeNum());
      default -> {}
    }
  }

  private OfflineKeyAnalysis analysis() {
    return new OfflineKeyAnalysis(
        Answers.identity("id", id),
        instanceId,
        nodeId,
        backupId,
        groupName,
        nodeIp,
        nodeIpv6,
        nodeType,
        analysisType,
        startedAt,
        finishedAt,
        orEmpty(largestKeyPrefixes),
        orEmpty(largestKeys),
        totalBytes,
        totalNum,
        orEmpty(typeBytes),
        orEmpty(typeNum));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** The fields of all four kinds of rows; no two of them use a name for different things. */
  private static final class Row implements Answers.FieldReader {

    private @Nullable String key;
    private @Nullable String keyPrefix;
    private @Nullable String type;
    private OptionalLong bytes = OptionalLong.empty();
    private OptionalLong num = OptionalLong.empty();
    private OptionalLong numOfElem = OptionalLong.empty();

    static Row read(JsonParser json) {
      Row row = new Row();
      Answers.object(json, row);
      return row;
    }

    @Override
    public void read(String name, JsonParser json) {
      switch (name) {
        case "key" -> key = Answers.string(json);
        case "key_prefix" -> keyPrefix = Answers.string(json);
        case "type" -> type = Answers.string(json);
        case "bytes" -> bytes = Answers.integer(json);
        case "num" -> num = Answers.integer(json);
        case "num_of_elem" -> numOfElem = Answers.integer(json);
        default -> {}
      }
    }

    OfflineKeyAnalysis.KeyPrefix keyPrefix() {
      return new OfflineKeyAnalysis.KeyPrefix(keyPrefix, type, bytes, num);
    }

    OfflineKeyAnalysis.Key key() {
      return new OfflineKeyAnalysis.Key(key, type, bytes, numOfElem);
    }

    OfflineKeyAnalysis.TypeBytes typeBytes() {
      return new OfflineKeyAnalysis.TypeBytes(type, bytes);
    }

    OfflineKeyAnalysis.TypeNum typeNum() {
      return new OfflineKeyAnalysis.TypeNum(type, num);
    }
  }
}
