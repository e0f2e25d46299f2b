package io.pagewalk.samples.benchmarks;

/** Those who are measured side by side, in the order of the table. */
enum Contenders {
  BYTES_1("bytes discarded, one by one", 1),
  BYTES_8("bytes discarded, 8 wide", 8),
  HAND_1("hand-written, one by one", 1),
  HAND_8("hand-written, 8 wide", 8),
  PAGEWALK_PLAIN_1("Pagewalk plain, one by one", 1),
  PAGEWALK_PLAIN_8("Pagewalk plain, 8 wide", 8),
  PAGEWALK_1("Pagewalk anchored, one by one", 1),
  PAGEWALK_8("Pagewalk anchored, 8 wide", 8),
  EXPAND_1("Reactor Netty, expand and Jackson, one by one", 1),
  WEB_CLIENT_1("Spring WebClient, one by one", 1),
  WEB_CLIENT_8("Spring WebClient, 8 wide", 8),
  PAGED_FLUX_1("Azure PagedFlux, one by one", 1),
  HUAWEI_SDK_1("Huawei Cloud SDK, times left as text, one by one", 1),
  HUAWEI_SDK_TIMES_1("Huawei Cloud SDK and Instant.parse, one by one", 1),
  JDK_1("JDK HttpClient and Jackson, one by one", 1);

  private final String label;
  private final int concurrency;

  Contenders(String label, int concurrency) {
    this.label = label;
    this.concurrency = concurrency;
  }

  /** What it is called in the table. */
  String label() {
    return label;
  }

  /** How many pages it asks for side by side. */
  int concurrency() {
    return concurrency;
  }

  Contender make() {
    return make(concurrency);
  }

  /** One with another concurrency; those who go one by one do so whatever it is. */
  Contender make(int concurrency) {
    return switch (this) {
      case BYTES_1, BYTES_8 -> new BytesDiscarded(concurrency);
      case HAND_1, HAND_8 -> new HandWritten(concurrency);
      case PAGEWALK_PLAIN_1, PAGEWALK_PLAIN_8 -> new Pagewalk(concurrency, false);
      case PAGEWALK_1, PAGEWALK_8 -> new Pagewalk(concurrency, true);
      case EXPAND_1 -> new ReactorNettyExpand();
      case WEB_CLIENT_1, WEB_CLIENT_8 -> new SpringWebClient(concurrency);
      case PAGED_FLUX_1 -> new AzurePagedFlux();
      case HUAWEI_SDK_1 -> new HuaweiSdk(false);
      case HUAWEI_SDK_TIMES_1 -> new HuaweiSdk(true);
      case JDK_1 -> new JdkHttpClient();
    };
  }
}
