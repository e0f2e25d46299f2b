package io.pagewalk.samples.benchmarks;

/** Those who are measured side by side, in the order of the table. */
enum Contenders {
  BYTES_1("bytes discarded, one by one"),
  BYTES_8("bytes discarded, 8 wide"),
  HAND_1("hand-written, one by one"),
  HAND_8("hand-written, 8 wide"),
  PAGEWALK_PLAIN_1("Pagewalk plain, one by one"),
  PAGEWALK_PLAIN_8("Pagewalk plain, 8 wide"),
  PAGEWALK_1("Pagewalk anchored, one by one"),
  PAGEWALK_8("Pagewalk anchored, 8 wide"),
  EXPAND_1("Reactor Netty, expand and Jackson, one by one"),
  WEB_CLIENT_1("Spring WebClient, one by one"),
  WEB_CLIENT_8("Spring WebClient, 8 wide"),
  PAGED_FLUX_1("Azure PagedFlux, one by one"),
  HUAWEI_SDK_1("Huawei Cloud SDK, times left as text, one by one"),
  JDK_1("JDK HttpClient and Jackson, one by one");

  private static final int WIDE = 8;

  private final String label;

  Contenders(String label) {
    this.label = label;
  }

  /** What it is called in the table. */
  String label() {
    return label;
  }

  Contender make() {
    return switch (this) {
      case BYTES_1 -> new BytesDiscarded(1);
      case BYTES_8 -> new BytesDiscarded(WIDE);
      case HAND_1 -> new HandWritten(1);
      case HAND_8 -> new HandWritten(WIDE);
      case PAGEWALK_PLAIN_1 -> new Pagewalk(1, false);
      case PAGEWALK_PLAIN_8 -> new Pagewalk(WIDE, false);
      case PAGEWALK_1 -> new Pagewalk(1, true);
      case PAGEWALK_8 -> new Pagewalk(WIDE, true);
      case EXPAND_1 -> new ReactorNettyExpand();
      case WEB_CLIENT_1 -> new SpringWebClient(1);
      case WEB_CLIENT_8 -> new SpringWebClient(WIDE);
      case PAGED_FLUX_1 -> new AzurePagedFlux();
      case HUAWEI_SDK_1 -> new HuaweiSdk();
      case JDK_1 -> new JdkHttpClient();
    };
  }
}
