#include "posproof/report/audit.hpp"

#include <algorithm>
#include <map>

namespace posproof {
namespace {

constexpr const char* controls_id = "controls";

class AuditBuilder {
 public:
  explicit AuditBuilder(const Results& results) : results_(results) {
    for (const DocumentRecord& d : results.documents) add_document(d);
  }

  std::vector<AuditChapter> build() {
    for (const ClaimRecord& c : results_.claims) place(c);
    for (AuditChapter& chapter : chapters_) {
      std::vector<ClaimRecord> none;
      const auto planned = chapter.document ? chapter.document->steps.size() : 0;
      std::erase_if(chapter.steps, [](const AuditStep& s) { return s.claims.empty(); });
      const auto placed = static_cast<std::size_t>(
          std::count_if(chapter.steps.begin(), chapter.steps.end(), [](const AuditStep& s) { return !s.number.empty(); }));
      chapter.steps_without_claims = planned > placed ? planned - placed : 0;
    }
    std::erase_if(chapters_, [](const AuditChapter& c) { return c.steps.empty(); });
    std::stable_partition(chapters_.begin(), chapters_.end(), [](const AuditChapter& c) { return !c.controls; });
    return std::move(chapters_);
  }

 private:
  void add_document(const DocumentRecord& d) {
    AuditChapter& chapter = chapters_.emplace_back();
    chapter.document = &d;
    chapter.id = d.id;
    chapter.title = d.title.empty() ? d.id : d.title;
    chapter.controls = d.id == controls_id;
    for (const StepRecord& s : d.steps) {
      for (const std::string& id : s.cases) step_of_.try_emplace(id, chapters_.size() - 1, chapter.steps.size());
      chapter.steps.push_back({s.number, s.says, {}});
    }
    chapter_of_.try_emplace(d.id, chapters_.size() - 1);
  }

  /// The chapter's last step collects claims that no step names.
  AuditStep& unplaced_step(const std::string& document) {
    const auto [found, added] = chapter_of_.try_emplace(document, chapters_.size());
    if (added) {
      AuditChapter& chapter = chapters_.emplace_back();
      chapter.id = chapter.title = document;
      chapter.controls = document == controls_id;
    }
    AuditChapter& chapter = chapters_[found->second];
    if (chapter.steps.empty() || !chapter.steps.back().number.empty()) chapter.steps.emplace_back();
    return chapter.steps.back();
  }

  void place(const ClaimRecord& c) {
    const auto found = step_of_.find(c.id);
    const bool placed = found != step_of_.end();
    AuditStep& step = placed ? chapters_[found->second.first].steps[found->second.second] : unplaced_step(c.document);
    step.claims.push_back(&c);
    count_outcome(c, chapters_[placed ? found->second.first : chapter_of_.at(c.document)].counts);
  }

  const Results& results_;
  std::vector<AuditChapter> chapters_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> step_of_;
  std::map<std::string, std::size_t> chapter_of_;
};

bool has_tag(const ClaimRecord& c, const char* tag) { return std::find(c.tags.begin(), c.tags.end(), tag) != c.tags.end(); }

void add_repair(FalseStep& s, const std::string& id, const ClaimIndex& index) {
  if (id.empty()) return;
  if (const ClaimRecord* repair = index.find(id)) {
    if (std::find(s.repairs.begin(), s.repairs.end(), repair) == s.repairs.end()) s.repairs.push_back(repair);
  } else if (std::find(s.unknown_repairs.begin(), s.unknown_repairs.end(), id) == s.unknown_repairs.end()) {
    s.unknown_repairs.push_back(id);
  }
}

/// One entry for a step; claims outside the steps have nothing in common, so that each gets its own.
void add_false_steps(const AuditChapter& chapter, const AuditStep& step, const ClaimIndex& index, std::vector<FalseStep>& out) {
  FalseStep entry{&chapter, &step, {}, {}, {}, {}};
  for (const ClaimRecord* c : step.claims) {
    if (step.number.empty()) entry = {&chapter, &step, {}, {}, {}, {}};
    count_outcome(*c, entry.counts);
    if (c->outcome == "REFUTED") entry.refuted.push_back(c);
    if (step.number.empty() && !entry.refuted.empty()) {
      add_repair(entry, c->repaired_by, index);
      out.push_back(entry);
    }
  }
  if (step.number.empty() || entry.refuted.empty()) return;
  std::stable_partition(entry.refuted.begin(), entry.refuted.end(),
                        [](const ClaimRecord* c) { return has_tag(*c, "headline"); });
  for (const ClaimRecord* c : entry.refuted) add_repair(entry, c->repaired_by, index);
  out.push_back(std::move(entry));
}

}  // namespace

ClaimIndex::ClaimIndex(const Results& results) {
  for (const ClaimRecord& c : results.claims) claims_.emplace(c.id, &c);
}

const ClaimRecord* ClaimIndex::find(const std::string& id) const {
  const auto found = claims_.find(id);
  return found == claims_.end() ? nullptr : found->second;
}

std::vector<AuditChapter> make_audit(const Results& results) { return AuditBuilder(results).build(); }

bool is_failure(const ClaimRecord& c) {
  return c.as_expected == AsExpected::contradicted || (c.outcome == "ERROR" && c.as_expected != AsExpected::met);
}

std::vector<const ClaimRecord*> contradictions(const Results& results) {
  std::vector<const ClaimRecord*> out;
  for (const ClaimRecord& c : results.claims)
    if (is_failure(c) && c.outcome != "UNDECIDED") out.push_back(&c);
  return out;
}

std::vector<const ClaimRecord*> shortfalls(const Results& results) {
  std::vector<const ClaimRecord*> out;
  for (const ClaimRecord& c : results.claims)
    if (is_failure(c) && c.outcome == "UNDECIDED") out.push_back(&c);
  return out;
}

std::vector<FalseStep> false_steps(const std::vector<AuditChapter>& audit, const ClaimIndex& index) {
  std::vector<FalseStep> out;
  for (const AuditChapter& chapter : audit) {
    if (chapter.controls) continue;
    for (const AuditStep& step : chapter.steps) add_false_steps(chapter, step, index, out);
  }
  std::stable_partition(out.begin(), out.end(), [](const FalseStep& s) { return has_tag(*s.refuted[0], "headline"); });
  return out;
}

std::string anchor(const std::string& claim_id) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out = "claim-";
  for (const char c : claim_id) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
      out += c;
    else if (c == '/')
      out += "--";
    else
      out += {'_', hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]};
  }
  return out;
}

}  // namespace posproof
