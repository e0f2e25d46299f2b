package io.pagewalk.dcs;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an offline key analysis found. Fields and their meaning are those of the vendor's published
 * SDK; any but the id may be missing, and the lists are empty then. Unmodifiable.
 *
 * @param id the task
 * @param instanceId the instance that was looked at
 * @param nodeId the node whose backup was looked at
 * @param backupId the backup that was looked at
 * @param groupName the shard of the node
 * @param nodeIp the node's IPv4 address
 * @param nodeIpv6 the node's IPv6 address
 * @param nodeType {@code master} or {@code slave}
 * @param analysisType {@code new_backup} if a backup was made for it, {@code old_backup} if not
 * @param startedAt when the task began
 * @param finishedAt when the task ended
 * @param largestKeyPrefixes the prefixes whose keys are largest together
 * @param largestKeys the largest keys
 * @param totalBytes the size of all keys, in bytes
 * @param totalNum the number of all keys
 * @param typeBytes the size of all keys of each type
 * @param typeNum the number of all keys of each type
 */
public record OfflineKeyAnalysis(
    String id,
    @Nullable String instanceId,
    @Nullable String nodeId,
    @Nullable String backupId,
    @Nullable String groupName,
    @Nullable String nodeIp,
    @Nullable String nodeIpv6,
    @Nullable String nodeType,
    @Nullable String analysisType,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<KeyPrefix> largestKeyPrefixes,
    List<Key> largestKeys,
    OptionalLong totalBytes,
    OptionalLong totalNum,
    List<TypeBytes> typeBytes,
    List<TypeNum> typeNum) {

  /** Only the id must be there. */
  public OfflineKeyAnalysis {
    Objects.requireNonNull(id, "id");
    largestKeyPrefixes = List.copyOf(largestKeyPrefixes);
    largestKeys = List.copyOf(largestKeys);
    typeBytes = List.copyOf(typeBytes);
    typeNum = List.copyOf(typeNum);
  }

  /**
   * A prefix that several keys share.
   *
   * @param keyPrefix the prefix
   * @param type the keys' type: string, list, set, zset or hash
   * @param bytes the keys' size, in bytes
   * @param num how many keys share it
   */
  public record KeyPrefix(
      @Nullable String keyPrefix, @Nullable String type, OptionalLong bytes, OptionalLong num) {}

  /**
   * A large key.
   *
   * @param key the key's name
   * @param type the key's type: string, list, set, zset or hash
   * @param bytes the key's size, in bytes
   * @param numOfElem how many elements it has
   */
  public record Key(
      @Nullable String key, @Nullable String type, OptionalLong bytes, OptionalLong numOfElem) {}

  /**
   * The size of the keys of a type.
   *
   * @param type string, list, set, zset or hash
   * @param bytes their size, in bytes
   */
  public record TypeBytes(@Nullable String type, OptionalLong bytes) {}

  /**
   * The number of the keys of a type.
   *
   * @param type string, list, set, zset or hash
   * @param num how many there are
   */
  public record TypeNum(@Nullable String type, OptionalLong num) {}
}
